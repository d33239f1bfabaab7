//! Drawings (SVG), parsed and simplified by `usvg`: nothing is left of styles,
//! references and shapes but paths, images, groups and paints.
//!
//! A drawing reads no file and no network. Its text is set in the built-in
//! faces and becomes paths. What a hostile file may cost is bounded before it is
//! simplified: elements that refer to each other could multiply without end.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use usvg::roxmltree::{Document, Node, ParsingOptions};
use usvg::{FontResolver, ImageHrefResolver, Options, Tree, fontdb};

use super::{DecodeError, Raster};
use crate::article::Asset;
use crate::fonts::bundled;

/// The most elements that a drawing may have once its references are followed.
/// Maps of whole countries have some ten thousand.
const MOST_ELEMENTS: u64 = 60_000;
/// Elements may stand in each other a thousand deep (usvg's own limit), and each
/// level takes some kilobytes of stack.
const STACK: usize = 256 << 20;
/// The most pixels that all steps of filters, masks and patterns together may
/// look at: a few seconds' work.
const MOST_WORK: f32 = 30_000_000.0;
/// Fewer pixels show nothing.
const LEAST_PIXELS: f32 = 50_000.0;
/// The most pixels that a drawing is painted with.
const MOST_PIXELS: f32 = 12_000_000.0;

/// Parses a drawing and hands it on to `use_it`, on a stack that holds the
/// deepest one.
///
/// # Errors
/// When it is no well-formed SVG, or too large.
pub fn with<R: Send>(
    asset: &Asset,
    use_it: impl FnOnce(&Tree) -> R + Send,
) -> Result<R, DecodeError> {
    let work = || tree(&asset.bytes).map(|tree| use_it(&tree));
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let thread = thread.map_err(|error| DecodeError::Damaged(error.to_string()))?;
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn tree(bytes: &[u8]) -> Result<Tree, DecodeError> {
    let damaged = |error: String| DecodeError::Damaged(error);
    let text = std::str::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?;
    let parsing = ParsingOptions {
        allow_dtd: true,
        nodes_limit: 4 * MOST_ELEMENTS as u32,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(text, parsing).map_err(|error| damaged(error.to_string()))?;
    if Sizes::of(&document).whole(&document) > MOST_ELEMENTS {
        return Err(DecodeError::TooLarge);
    }
    let has_text = document.descendants().any(|node| node.has_tag_name(TEXT));
    Tree::from_xmltree(&document, &options(has_text)).map_err(|error| damaged(error.to_string()))
}

const TEXT: (&str, &str) = ("http://www.w3.org/2000/svg", "text");

/// What a drawing may have from outside: the built-in faces, and nothing else.
fn options(has_text: bool) -> Options<'static> {
    Options {
        font_family: "Libertinus Serif".to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: FontResolver::default(),
        fontdb: if has_text { faces() } else { Arc::default() },
        ..Options::default()
    }
}

fn faces() -> Arc<fontdb::Database> {
    static FACES: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut faces = fontdb::Database::new();
        for (_, bytes) in bundled::FILES {
            faces.load_font_source(fontdb::Source::Binary(Arc::new(*bytes)));
        }
        faces.set_serif_family("Libertinus Serif");
        faces.set_sans_serif_family("Libertinus Serif");
        faces.set_cursive_family("Libertinus Serif");
        faces.set_fantasy_family("Libertinus Serif");
        faces.set_monospace_family("DejaVu Sans Mono");
        Arc::new(faces)
    });
    FACES.clone()
}

/// How many elements each element stands for, itself and what it refers to.
struct Sizes<'d> {
    by_id: BTreeMap<&'d str, usize>,
    /// By the numbers of nodes; 0 where it is not known yet.
    known: Vec<u64>,
}

impl<'d> Sizes<'d> {
    fn of(document: &'d Document<'_>) -> Sizes<'d> {
        let named = document.descendants();
        let named = named.filter_map(|node| Some((node.attribute("id")?, number(&node))));
        let count = document.descendants().map(|node| number(&node)).max().unwrap_or(0) + 1;
        Sizes { by_id: named.collect(), known: vec![0; count] }
    }

    fn whole(&mut self, document: &Document<'_>) -> u64 {
        // Elements come before those inside them, so backwards everything inside
        // is known. What is referred to may come later: a few rounds find what
        // multiplies, and what refers to itself grows until it is too much.
        const ROUNDS: usize = 24;
        let nodes: Vec<_> = document.descendants().filter(|node| node.is_element()).collect();
        let mut before = 0;
        for _ in 0..ROUNDS {
            for node in nodes.iter().rev() {
                let inside = node.children().map(|child| self.known[number(&child)]);
                let mut size = inside.fold(1_u64, u64::saturating_add);
                if node.tag_name().name() == "use" {
                    let target = node.attributes().find(|own| own.name() == "href");
                    let target = target.and_then(|own| own.value().trim().strip_prefix('#'));
                    let target = target.and_then(|id| self.by_id.get(id));
                    size = size.saturating_add(target.map_or(0, |id| self.known[*id]));
                }
                self.known[number(node)] = size;
            }
            let whole = self.known[number(&document.root_element())];
            if whole == before || whole > MOST_ELEMENTS {
                return whole;
            }
            before = whole;
        }
        before
    }
}

fn number(node: &Node<'_, '_>) -> usize {
    node.id().get_usize()
}

/// Paints a drawing as pixels, so many of them wide: for what outputs have no
/// other way to show.
///
/// # Errors
/// When that would take too long.
pub fn painted(tree: &Tree, width: f32) -> Result<Raster, DecodeError> {
    let steps = effects(tree.root()).ok_or(DecodeError::TooLarge)?;
    let pixels = MOST_PIXELS.min(MOST_WORK / steps.max(1) as f32);
    if pixels < LEAST_PIXELS {
        return Err(DecodeError::TooLarge);
    }
    let size = tree.size();
    let most = (pixels / (size.width() * size.height())).sqrt();
    let scale = (width / size.width()).min(most);
    let side = |length: f32| ((length * scale).round() as u32).max(1);
    let (width, height) = (side(size.width()), side(size.height()));
    let mut pixels = resvg::tiny_skia::Pixmap::new(width, height).ok_or(DecodeError::TooLarge)?;
    let scaled =
        usvg::Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(tree, scaled, &mut pixels.as_mut());
    let straight = pixels.pixels().iter().map(|pixel| pixel.demultiply());
    let rgb = straight.clone().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    let alpha: Vec<u8> = straight.clone().map(|pixel| pixel.alpha()).collect();
    let alpha = Some(alpha).filter(|alpha| alpha.iter().any(|value| *value < u8::MAX));
    Ok(Raster { width, height, rgb: rgb.collect(), alpha })
}

/// How many steps look at every pixel; `None` where one looks at many others for
/// each, as often as the drawing wants.
fn effects(group: &usvg::Group) -> Option<usize> {
    use usvg::filter::Kind;
    let mut steps = usize::from(group.mask().is_some());
    for primitive in group.filters().iter().flat_map(|filter| filter.primitives()) {
        match primitive.kind() {
            Kind::Turbulence(_) | Kind::Morphology(_) | Kind::ConvolveMatrix(_) => return None,
            _ => steps += 1,
        }
    }
    for node in group.children() {
        if let usvg::Node::Group(group) = node {
            steps += effects(group)?;
        }
        let mut inner = Some(0);
        node.subroots(|root| {
            inner = inner.and_then(|sum: usize| Some(sum + effects(root)? + 1));
        });
        steps += inner?;
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::asset_of;

    fn elements(svg: &str) -> Result<usize, DecodeError> {
        fn count(group: &usvg::Group) -> usize {
            let of = |node: &usvg::Node| match node {
                usvg::Node::Group(group) => count(group),
                _ => 1,
            };
            group.children().iter().map(of).sum()
        }
        with(&asset_of(svg.as_bytes().to_vec()).unwrap(), |tree| count(tree.root()))
    }

    const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">"#;

    #[test]
    fn nothing_is_read_from_outside() {
        let outside = r#"<image width="9" height="9" xlink:href="file:///etc/hostname"/>
            <image width="9" height="9" href="Cargo.toml"/><use href="x.svg#y"/>
            <rect width="4" height="4"/>"#;
        assert_eq!(elements(&format!("{SVG}{outside}</svg>")), Ok(1));
        let entity = r#"<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/hostname">]>"#;
        let text = elements(&format!("{entity}{SVG}<text>&e;</text></svg>"));
        assert!(matches!(text, Ok(0) | Err(DecodeError::Damaged(_))), "{text:?}");
    }

    #[test]
    fn what_multiplies_is_refused_before_it_does() {
        let mut bomb = format!("{SVG}<g id='a0'><rect width='1' height='1'/></g>");
        for level in 1..40 {
            let inner = format!("<use href='#a{}'/>", level - 1).repeat(10);
            bomb += &format!("<g id='a{level}'>{inner}</g>");
        }
        assert_eq!(elements(&format!("{bomb}</svg>")), Err(DecodeError::TooLarge));
    }

    #[test]
    fn work_on_pixels_is_bounded() {
        let steps = |inside: &str| {
            let svg = format!("{SVG}{inside}</svg>");
            with(&asset_of(svg.into_bytes()).unwrap(), |tree| painted(tree, 400.0).is_ok())
        };
        let blur = "<filter id='f'><feGaussianBlur stdDeviation='1'/></filter>";
        let rect = "<rect width='9' height='9' filter='url(#f)'/>";
        assert_eq!(steps(&format!("{blur}{rect}")), Ok(true));
        assert_eq!(steps(&format!("{blur}{}", rect.repeat(1_000))), Ok(false));
        let noise = "<filter id='f'><feTurbulence numOctaves='9'/></filter>";
        assert_eq!(steps(&format!("{noise}{rect}")), Ok(false));
    }

    #[test]
    fn depth_is_no_danger() {
        for depth in [500, 900, 5_000] {
            let svg = format!(
                "{SVG}{}<rect width='1' height='1'/>{}</svg>",
                "<g opacity='.5'>".repeat(depth),
                "</g>".repeat(depth)
            );
            let found = elements(&svg);
            assert!(matches!(found, Ok(1) | Err(DecodeError::Damaged(_))), "{depth} {found:?}");
        }
    }
}
