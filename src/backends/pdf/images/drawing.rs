//! Drawings as paths: what `usvg` leaves of an SVG, as a form of one unit
//! (ISO 32000-1, 8.10).
//!
//! What PDF's paths cannot say (filters, masks, patterns, colours that fade into
//! nothing, paths that only together clip) makes the whole drawing be painted as
//! pixels instead.

use lopdf::{Dictionary, Object, dictionary};
use usvg::tiny_skia_path::{PathSegment, Rect};
use usvg::{FillRule, Group, ImageKind, LineCap, LineJoin, Node, PaintOrder, Stroke, Transform};

use super::paint::{self, Paints};
use super::{Embedded, Piece, Said, raster};
use crate::article::Asset;
use crate::media::{self, Effort, drawing};

/// Pixels to the inch where a drawing is painted, at 96 units to its own inch.
const PAINTED: f32 = 300.0 / 96.0;

/// How many graphics states may be kept: 28 in a PDF/A (ISO 19005-2, 6.1.13),
/// but for those of the page and of a single path or image.
const DEEPEST: usize = 24;

/// What cannot be said in paths.
pub(super) type Unsaid = &'static str;

/// The objects of a drawing.
/// Without colours it is painted, since paths would have to lose theirs one by one.
pub(super) fn embedded(asset: &Asset, archive: bool, gray: bool) -> Result<Embedded, String> {
    let painted = |tree: &usvg::Tree| drawing::painted(tree, tree.size().width() * PAINTED);
    let made = drawing::with(asset, |tree| match form(tree, archive) {
        Ok(_) | Err(_) if gray => {
            let mut image = Embedded::default();
            raster::pixels(&mut image, raster::without_colors(painted(tree)?), Effort::Small)?;
            Ok(image)
        }
        Ok(image) => Ok(image),
        Err(reason) => {
            let mut image = Embedded::default();
            raster::pixels(&mut image, painted(tree)?, Effort::Small)?;
            image.said = Some(Said::Painted(reason));
            Ok(image)
        }
    });
    made.and_then(|made| made).map_err(|error: media::DecodeError| match error {
        media::DecodeError::TooLarge => "its drawing is too complex".to_owned(),
        error => error.to_string(),
    })
}

fn form(tree: &usvg::Tree, archive: bool) -> Result<Embedded, Unsaid> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut image = Embedded::default();
    let mut canvas = Canvas::new(&mut image, archive);
    canvas.group(tree.root())?;
    let bounds = Rect::from_xywh(0.0, 0.0, width, height).ok_or("a side without length")?;
    let mut form = canvas.finish(bounds);
    // A unit wide and high, and upright: SVG counts downwards.
    let matrix = [1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0];
    if let Piece::Object(Object::Stream(stream)) = &mut form {
        stream.dict.set("Matrix", matrix.map(Object::Real).to_vec());
    }
    image.add(form);
    Ok(image)
}

/// The contents of a form as they grow.
struct Canvas<'i> {
    image: &'i mut Embedded,
    archive: bool,
    out: Vec<u8>,
    paints: Paints,
    objects: Dictionary,
    /// How many graphics states are kept around.
    depth: usize,
}

impl<'i> Canvas<'i> {
    fn new(image: &'i mut Embedded, archive: bool) -> Canvas<'i> {
        let (paints, objects) = (Paints::default(), Dictionary::new());
        Canvas { image, archive, out: Vec::new(), paints, objects, depth: 0 }
    }

    /// The form. It is a group of its own, blended as the page is.
    fn finish(self, bounds: Rect) -> Piece {
        let mut resources = self.paints.resources();
        if !self.objects.is_empty() {
            resources.set("XObject", self.objects);
        }
        let sides = [bounds.left(), bounds.top(), bounds.right(), bounds.bottom()];
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => sides.map(Object::Real).to_vec(),
            "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceRGB", "I" => true },
            "Resources" => resources,
        };
        Piece::stream(form, self.out)
    }

    fn op(&mut self, numbers: &[f32], operator: &str) {
        for number in numbers {
            paint::number(&mut self.out, *number);
        }
        self.out.extend(operator.as_bytes());
        self.out.push(b'\n');
    }

    fn transform(&mut self, t: Transform) {
        if !t.is_identity() {
            self.op(&[t.sx, t.ky, t.kx, t.sy, t.tx, t.ty], "cm");
        }
    }

    fn group(&mut self, group: &Group) -> Result<(), Unsaid> {
        if !group.filters().is_empty() {
            return Err("a filter");
        }
        if group.mask().is_some() {
            return Err("a mask");
        }
        let keeps = !group.transform().is_identity() || group.clip_path().is_some();
        if !keeps && !group.should_isolate() {
            return self.nodes(group);
        }
        if self.depth == DEEPEST {
            return Err("groups in groups, too deep");
        }
        self.depth += 1;
        self.op(&[], "q");
        self.transform(group.transform());
        if let Some(clip) = group.clip_path() {
            self.clip(clip)?;
        }
        match group.should_isolate() {
            true => self.isolated(group)?,
            false => self.nodes(group)?,
        }
        self.op(&[], "Q");
        self.depth -= 1;
        Ok(())
    }

    /// A group that is blended as one thing: a form inside the form.
    fn isolated(&mut self, group: &Group) -> Result<(), Unsaid> {
        let mut inner = Canvas::new(self.image, self.archive);
        inner.depth = self.depth;
        inner.nodes(group)?;
        let form = inner.finish(group.layer_bounding_box().to_rect());
        let form = self.image.add(form);
        let opacity = group.opacity().get();
        let mode = paint::blend_mode(group.blend_mode())?;
        let state = self.paints.state(opacity, opacity, mode);
        self.op(&[], &format!("/{state} gs"));
        self.show(form);
        Ok(())
    }

    fn show(&mut self, object: Object) {
        let name = format!("X{}", self.objects.len());
        self.op(&[], &format!("/{name} Do"));
        self.objects.set(name, object);
    }

    fn nodes(&mut self, group: &Group) -> Result<(), Unsaid> {
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group)?,
                Node::Path(path) if path.is_visible() => self.path(path)?,
                Node::Path(_) => {}
                Node::Image(image) if image.is_visible() => self.image(image)?,
                Node::Image(_) => {}
                Node::Text(text) => self.group(text.flattened())?,
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &usvg::Path) -> Result<(), Unsaid> {
        let fill = |canvas: &mut Self| match path.fill() {
            Some(fill) => canvas.fill(path, fill),
            None => Ok(()),
        };
        let stroke = |canvas: &mut Self| match path.stroke() {
            Some(stroke) => canvas.stroke(path, stroke),
            None => Ok(()),
        };
        match path.paint_order() {
            PaintOrder::FillAndStroke => fill(self).and_then(|()| stroke(self)),
            PaintOrder::StrokeAndFill => stroke(self).and_then(|()| fill(self)),
        }
    }

    fn fill(&mut self, path: &usvg::Path, fill: &usvg::Fill) -> Result<(), Unsaid> {
        let even_odd = fill.rule() == FillRule::EvenOdd;
        self.op(&[], "q");
        if let usvg::Paint::Color(color) = fill.paint() {
            self.opacity(fill.opacity().get());
            self.op(&paint::channels(*color), "rg");
            self.outline(path.data(), Transform::identity());
            self.op(&[], if even_odd { "f*" } else { "f" });
        } else {
            self.outline(path.data(), Transform::identity());
            self.op(&[], if even_odd { "W* n" } else { "W n" });
            self.shade(fill.paint(), fill.opacity().get())?;
        }
        self.op(&[], "Q");
        Ok(())
    }

    fn stroke(&mut self, path: &usvg::Path, stroke: &Stroke) -> Result<(), Unsaid> {
        self.op(&[], "q");
        if let usvg::Paint::Color(color) = stroke.paint() {
            self.opacity(stroke.opacity().get());
            self.op(&paint::channels(*color), "RG");
            self.pen(stroke);
            self.outline(path.data(), Transform::identity());
            self.op(&[], "S");
        } else {
            // Shades fill areas, so the stroke becomes one.
            let dashed = stroke.to_tiny_skia();
            let whole = dashed.dash.as_ref().and_then(|dash| path.data().dash(dash, 1.0));
            let outline = whole.as_ref().unwrap_or(path.data()).stroke(&dashed, 1.0);
            self.outline(&outline.ok_or("a line that cannot be drawn")?, Transform::identity());
            self.op(&[], "W n");
            self.shade(stroke.paint(), stroke.opacity().get())?;
        }
        self.op(&[], "Q");
        Ok(())
    }

    fn pen(&mut self, stroke: &Stroke) {
        self.op(&[stroke.width().get()], "w");
        let cap = match stroke.linecap() {
            LineCap::Butt => 0.0,
            LineCap::Round => 1.0,
            LineCap::Square => 2.0,
        };
        let join = match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => 0.0,
            LineJoin::Round => 1.0,
            LineJoin::Bevel => 2.0,
        };
        self.op(&[cap], "J");
        self.op(&[join], "j");
        self.op(&[stroke.miterlimit().get().max(1.0)], "M");
        if let Some(dashes) = stroke.dasharray() {
            self.out.push(b'[');
            dashes.iter().for_each(|dash| paint::number(&mut self.out, *dash));
            self.out.push(b']');
            self.op(&[stroke.dashoffset()], "d");
        }
    }

    fn opacity(&mut self, opacity: f32) {
        if opacity < 1.0 {
            let state = self.paints.state(opacity, opacity, "Normal");
            self.op(&[], &format!("/{state} gs"));
        }
    }

    /// Fills what the clip leaves with colours that change.
    fn shade(&mut self, paint: &usvg::Paint, opacity: f32) -> Result<(), Unsaid> {
        let shade = paint::shade(paint)?;
        self.opacity(opacity * shade.opacity);
        self.transform(shade.transform);
        let name = self.paints.shading(shade.dictionary);
        self.op(&[], &format!("/{name} sh"));
        Ok(())
    }

    /// The operators of a path (8.5.2).
    fn outline(&mut self, path: &usvg::tiny_skia_path::Path, transform: Transform) {
        let mapped = (!transform.is_identity()).then(|| path.clone().transform(transform));
        let path = mapped.as_ref().and_then(Option::as_ref).unwrap_or(path);
        let mut pen = (0.0, 0.0);
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(p) => self.op(&[p.x, p.y], "m"),
                PathSegment::LineTo(p) => self.op(&[p.x, p.y], "l"),
                PathSegment::QuadTo(c, p) => {
                    // The same curve with two handles.
                    let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                    let (ax, ay) = (third(pen.0, c.x), third(pen.1, c.y));
                    let (bx, by) = (third(p.x, c.x), third(p.y, c.y));
                    self.op(&[ax, ay, bx, by, p.x, p.y], "c");
                }
                PathSegment::CubicTo(a, b, p) => self.op(&[a.x, a.y, b.x, b.y, p.x, p.y], "c"),
                PathSegment::Close => self.op(&[], "h"),
            }
            if let PathSegment::MoveTo(p)
            | PathSegment::LineTo(p)
            | PathSegment::QuadTo(_, p)
            | PathSegment::CubicTo(_, _, p) = segment
            {
                pen = (p.x, p.y);
            }
        }
    }

    /// Lets through only what lies in a path. Several paths let through what lies
    /// in any of them, which a PDF can say only where they do not overlap.
    fn clip(&mut self, clip: &usvg::ClipPath) -> Result<(), Unsaid> {
        const TOGETHER: Unsaid = "paths that clip together";
        if let Some(other) = clip.clip_path() {
            self.clip(other)?;
        }
        let mut parts = Vec::new();
        clip_parts(clip.root(), clip.transform(), &mut parts).ok_or(TOGETHER)?;
        let bounds: Vec<Rect> =
            parts.iter().filter_map(|(path, t)| path.data().bounds().transform(*t)).collect();
        let apart = |a: &Rect, b: &Rect| a.intersect(b).is_none();
        let even_odd = parts.iter().any(|(path, _)| is_even_odd(path));
        let overlap =
            (1..bounds.len()).any(|at| !bounds[..at].iter().all(|a| apart(a, &bounds[at])));
        if parts.len() > 1 && (overlap || bounds.len() != parts.len() || even_odd) {
            return Err(TOGETHER);
        }
        for (path, transform) in &parts {
            self.outline(path.data(), *transform);
        }
        if parts.is_empty() {
            // Nothing is let through.
            self.op(&[0.0, 0.0, 0.0, 0.0], "re");
        }
        self.op(&[], if even_odd { "W* n" } else { "W n" });
        Ok(())
    }

    fn image(&mut self, image: &usvg::Image) -> Result<(), Unsaid> {
        const BROKEN: Unsaid = "an image that cannot be read";
        let (width, height) = (image.size().width(), image.size().height());
        let bytes = match image.kind() {
            ImageKind::SVG(tree) => return self.group(tree.root()),
            ImageKind::JPEG(bytes)
            | ImageKind::PNG(bytes)
            | ImageKind::GIF(bytes)
            | ImageKind::WEBP(bytes) => bytes,
        };
        let asset = media::asset_of(bytes.to_vec()).map_err(|_| BROKEN)?;
        let inner = raster::embedded(&asset, self.archive).map_err(|_| BROKEN)?;
        let inner = self.image.append(inner);
        self.op(&[], "q");
        self.op(&[width, 0.0, 0.0, -height, 0.0, height], "cm");
        self.show(inner);
        self.op(&[], "Q");
        Ok(())
    }
}

fn is_even_odd(path: &usvg::Path) -> bool {
    path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd)
}

/// The paths of a clip with where they stand; `None` where there is more to it.
fn clip_parts<'g>(
    group: &'g Group,
    around: Transform,
    parts: &mut Vec<(&'g usvg::Path, Transform)>,
) -> Option<()> {
    if group.clip_path().is_some() {
        return None;
    }
    let around = around.pre_concat(group.transform());
    group.children().iter().try_for_each(|node| match node {
        Node::Group(group) => clip_parts(group, around, parts),
        Node::Path(path) => {
            parts.push((path, around));
            Some(())
        }
        Node::Text(text) => clip_parts(text.flattened(), around, parts),
        Node::Image(_) => None,
    })
}
