// What runs in the browser: a book in foliate-js, and questions about what it shows.

import '/foliate-js/view.js'

// How people set their readers: colours that they force on a page, and the size of type.
const LOOKS = {
    day: { ground: '#ffffff', ink: '#000000', link: '#1a4fa3', size: 100 },
    sepia: { ground: '#f4ecd8', ink: '#3b2f1e', link: '#1a4fa3', size: 100 },
    night: { ground: '#121212', ink: '#e0e0e0', link: '#8ab4f8', size: 100 },
    large: { ground: '#ffffff', ink: '#000000', link: '#1a4fa3', size: 200 },
}
// The least contrast of text that is not the reader's own colour (WCAG 2.2, 1.4.11).
const LEAST_CONTRAST = 3

let view, look

const paint = () => {
    const { ground, ink, link, size } = LOOKS[look]
    document.body.style.background = ground
    view.renderer.setStyles?.(`
        html, body { background: ${ground} !important; color: ${ink} !important; }
        html { font-size: ${size}% !important; }
        a:any-link { color: ${link} !important; }`)
}

export const open = async (url, name, flow) => {
    view?.close()
    view?.remove()
    look = name
    view = document.createElement('foliate-view')
    document.body.append(view)
    const file = await (await fetch(url)).blob()
    await view.open(new File([file], 'book.epub'))
    view.renderer.setAttribute('flow', flow)
    view.renderer.setAttribute('max-column-count', '1')
    view.renderer.setAttribute('margin', '24px')
    view.renderer.setAttribute('gap', '5%')
    paint()
    await view.init({ showTextStart: true })
    return view.book.sections.length
}

const settled = () => new Promise(resolve =>
    requestAnimationFrame(() => requestAnimationFrame(resolve)))

const shown = () => view.renderer.getContents()[0]

export const turnTo = async target => {
    await view.goTo(target)
    await settled()
}

// Whether what is on the screen has an element. Of empty elements the next text counts.
const isVisible = element => {
    const range = view.lastLocation?.range
    if (!range || element.ownerDocument !== range.startContainer.ownerDocument) return false
    return range.intersectsNode(element)
        || range.compareBoundaryPoints(Range.START_TO_START, around(element)) === 0
}

const around = element => {
    const range = element.ownerDocument.createRange()
    range.selectNode(element)
    return range
}

const target = href => {
    const { index, anchor } = view.resolveNavigation(href)
    const { doc, index: at } = shown()
    if (index !== at) return null
    const found = anchor(doc)
    return found instanceof doc.defaultView.Element ? found : doc.body
}

const flat = points => points.flatMap(point => [point, ...flat(point.subitems ?? [])])

// Goes to each entry of the contents.
export const contents = async () => {
    const points = flat(view.book.toc ?? [])
    const wrong = points.length ? [] : ['the contents are empty']
    for (const { href, label } of points) {
        await turnTo(href)
        const element = target(href)
        if (!element || (element !== shown().doc.body && !isVisible(element)))
            wrong.push(`the entry “${label}” does not show its place (${href})`)
    }
    return { clicked: points.length, wrong }
}

const click = async link => {
    const moved = new Promise(resolve => {
        view.renderer.addEventListener('relocate', resolve, { once: true })
        setTimeout(resolve, 1000)
    })
    link.click()
    await moved
    await settled()
    await settled()
}

// In each file, clicks the first and the last mark of a note, and the way back.
export const notes = async () => {
    const wrong = []
    let clicked = 0
    for (let index = 0; index < view.book.sections.length; index++) {
        await turnTo(index)
        const marks = [...shown().doc.querySelectorAll('a[role~="doc-noteref"]')].map(mark => mark.id)
        for (const id of new Set([marks.at(0), marks.at(-1)].filter(Boolean))) {
            await turnTo(index)
            const mark = shown().doc.getElementById(id)
            const section = view.book.sections[index]
            const href = section.resolveHref(mark.getAttribute('href'))
            await click(mark)
            clicked += 1
            const note = target(href)
            if (!note || !isVisible(note)) {
                wrong.push(`file ${index + 1}: the mark ${id} does not show its note`)
                continue
            }
            // A note that is referred to twice has one way back, to the first mark.
            const way = note.querySelector('a[role~="doc-backlink"]')
            if (!way) {
                wrong.push(`file ${index + 1}: the note of ${id} has no way back`)
                continue
            }
            const home = view.book.sections[shown().index].resolveHref(way.getAttribute('href'))
            await click(way)
            clicked += 1
            const back = target(home)
            if (!back?.matches('a[role~="doc-noteref"]') || !isVisible(back))
                wrong.push(`file ${index + 1}: the way back from the note of ${id} is lost`)
        }
    }
    return { clicked, wrong }
}

const name = element => {
    const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)
    return `<${element.localName}${element.className ? ` class="${element.className}"` : ''}> “${text}”`
}

const luminance = color => {
    const channels = color.slice(0, 3).map(value => {
        const share = value / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
}

const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
}

const parse = css => (css.match(/[\d.]+/g) ?? []).map(Number)

const ground = element => {
    for (let at = element; at; at = at.parentElement) {
        const color = parse(at.ownerDocument.defaultView.getComputedStyle(at).backgroundColor)
        if (color.length === 3 || color[3] > 0) return color
    }
    return parse('255 255 255')
}

// What is wider than the screen, or cannot be read on its ground, in the file that is shown.
export const examine = async index => {
    await turnTo(index)
    const { doc } = shown()
    await Promise.all([...doc.images].map(image => image.decode().catch(() => {})))
    await settled()
    const wrong = []
    const width = doc.documentElement.clientWidth
    // A formula has no place to break; twice as large it is wider than a phone.
    const formulas = look === 'large' && width < 400 ? 'math, math *' : 'none'
    const over = [...doc.body.querySelectorAll(`*:not(${formulas})`)].filter(element => {
        const { left, right, width: own } = element.getBoundingClientRect()
        return own > 0 && (right > width + 1 || left < -1)
    })
    // The innermost ones tell most.
    const inner = over.filter(element => !over.some(other => other !== element && element.contains(other)))
    for (const element of inner.slice(0, 3)) wrong.push(`${name(element)} is wider than the screen`)
    const texts = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
    const faint = new Set()
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const element = text.parentElement
        if (!text.data.trim() || faint.has(element.className)) continue
        const ink = parse(doc.defaultView.getComputedStyle(element).color)
        const found = contrast(ink, ground(element))
        if (found < LEAST_CONTRAST) {
            faint.add(element.className)
            wrong.push(`${name(element)} has a contrast of ${found.toFixed(1)}`)
        }
    }
    for (const image of doc.images)
        if (!image.naturalWidth) wrong.push(`an image is not shown: ${image.alt}`)
    return wrong
}
