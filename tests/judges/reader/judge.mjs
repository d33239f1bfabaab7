// Opens books in foliate-js, a reader that runs in a browser, and looks for what people would
// stumble over: text wider than the screen, colours that cannot be read, links that lead nowhere.
//
//   node judge.mjs MODULES [--pictures DIR] BOOK...
//
// MODULES is the folder with node_modules. Prints a list in JSON: of each book what was found, and how many links
// were followed. Wants PUPPETEER_EXECUTABLE_PATH.

import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [modules, ...rest] = process.argv.slice(2)
let pictures = null
if (rest[0] === '--pictures') [, pictures] = rest.splice(0, 2)
if (!rest.length) throw new Error('no books are named')
if (pictures) mkdirSync(pictures, { recursive: true })

const load = createRequire(join(resolve(modules), 'package.json'))
const { default: puppeteer } = await import(load.resolve('puppeteer-core'))

// Screens: a small phone, and an e-reader.
const SCREENS = { small: { width: 320, height: 560 }, reader: { width: 600, height: 800 } }
const LOOKS = [['day', 'reader'], ['sepia', 'reader'], ['night', 'reader'], ['large', 'reader'],
    ['day', 'small'], ['large', 'small']]

const ORIGIN = 'http://reader.invalid'
const TYPES = { js: 'text/javascript', html: 'text/html', epub: 'application/epub+zip' }
const PAGE = '<!DOCTYPE html><html lang="en"><title>Reader</title><style>' +
    'html, body { height: 100%; margin: 0 } foliate-view { display: block; height: 100% }</style>'

// Nothing comes from the network: addresses of the page are files here.
const serve = request => {
    const url = new URL(request.url())
    if (url.origin !== ORIGIN) return url.protocol === 'blob:' || url.protocol === 'data:'
        ? request.continue() : request.abort()
    const path = decodeURIComponent(url.pathname)
    const type = TYPES[path.split('.').at(-1)] ?? 'text/html'
    try {
        const body = path === '/' ? PAGE
            : path === '/page.js' ? readFileSync(join(here, 'page.js'))
            : path.startsWith('/foliate-js/')
                ? readFileSync(join(resolve(modules), 'node_modules', path))
                : readFileSync(Buffer.from(path.slice('/book/'.length, -'.epub'.length), 'hex').toString())
        return request.respond({ body, contentType: `${type}; charset=utf-8` })
    } catch (error) {
        return request.respond({ status: 404, body: String(error) })
    }
}

const address = book => `${ORIGIN}/book/${Buffer.from(resolve(book)).toString('hex')}.epub`

const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-color-profile=srgb'],
})
const page = await browser.newPage()
await page.setRequestInterception(true)
page.on('request', serve)
const faults = []
page.on('pageerror', error => faults.push(String(error)))
await page.goto(`${ORIGIN}/`)
const ask = (what, ...args) => page.evaluate(
    async (what, args) => (await import('/page.js'))[what](...args), what, args)

const judge = async book => {
    const found = []
    let clicked = 0
    for (const [look, screen] of LOOKS) {
        await page.setViewport(SCREENS[screen])
        const sections = await ask('open', address(book), look, 'scrolled')
        for (let index = 0; index < sections; index++)
            for (const wrong of await ask('examine', index))
                found.push(`${look}, ${screen}: ${wrong}`)
        if (pictures) {
            await ask('open', address(book), look, 'paginated')
            for (const [number, part] of [[1, 0], [2, 0.4], [3, 0.75]]) {
                await ask('turnTo', { fraction: part })
                await new Promise(resolve => setTimeout(resolve, 150))
                const name = `${basename(book, '.epub')}-${look}-${screen}-${number}.png`
                await page.screenshot({ path: join(pictures, name) })
            }
        }
    }
    await page.setViewport(SCREENS.reader)
    await ask('open', address(book), 'day', 'paginated')
    for (const what of ['contents', 'notes']) {
        const { clicked: times, wrong } = await ask(what)
        clicked += times
        found.push(...wrong)
    }
    return { found: [...new Set(found), ...faults.splice(0)], clicked }
}

const answers = []
for (const book of rest)
    answers.push(await judge(book).catch(error => ({ found: [String(error)], clicked: 0 })))
await browser.close()
console.log(JSON.stringify(answers))
