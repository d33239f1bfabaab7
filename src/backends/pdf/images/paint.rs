//! The paints of a drawing: colours, shades from one to another (ISO 32000-1,
//! 8.7.4.5), and how what is painted mixes with what lies below (11.6.4).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, dictionary};
use usvg::{BlendMode, Paint, SpreadMethod, Stop, Transform};

use super::drawing::Unsaid;

/// The resources of a form.
#[derive(Default)]
pub(super) struct Paints {
    /// Graphics states by opacity of fills and strokes, in thousandths, and blend mode.
    states: BTreeMap<(u16, u16, &'static str), String>,
    shadings: Vec<Dictionary>,
}

impl Paints {
    /// The name of a graphics state.
    pub fn state(&mut self, fill: f32, stroke: f32, mode: &'static str) -> String {
        let thousandths = |opacity: f32| (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16;
        let next = format!("G{}", self.states.len());
        self.states.entry((thousandths(fill), thousandths(stroke), mode)).or_insert(next).clone()
    }

    /// The name of a shading.
    pub fn shading(&mut self, shading: Dictionary) -> String {
        let known = self.shadings.iter().position(|known| *known == shading);
        let place = known.unwrap_or_else(|| {
            self.shadings.push(shading);
            self.shadings.len() - 1
        });
        format!("S{place}")
    }

    /// All of them.
    pub fn resources(self) -> Dictionary {
        let mut resources = Dictionary::new();
        if !self.states.is_empty() {
            let states = self.states.into_iter().map(|((fill, stroke, mode), name)| {
                let share = |thousandths| Object::Real(f32::from(thousandths) / 1000.0);
                let state = dictionary! {
                    "Type" => "ExtGState", "ca" => share(fill), "CA" => share(stroke), "BM" => mode,
                };
                (name, Object::from(state))
            });
            resources.set("ExtGState", states.collect::<Dictionary>());
        }
        if !self.shadings.is_empty() {
            let shadings = self.shadings.into_iter().enumerate();
            let shadings = shadings.map(|(place, shading)| (format!("S{place}"), shading.into()));
            resources.set("Shading", shadings.collect::<Dictionary>());
        }
        resources
    }
}

/// A number in the contents of a form, to the ten-thousandth of a unit.
pub(super) fn number(out: &mut Vec<u8>, number: f32) {
    // Numbers beyond these are no places on paper, and readers need not take them.
    let number = f64::from(number).clamp(-1e7, 1e7);
    let rounded = (number * 1e4).round() / 1e4;
    // No “-0”.
    out.extend(format!("{} ", rounded + 0.0).bytes());
}

pub(super) fn channels(color: usvg::Color) -> [f32; 3] {
    [color.red, color.green, color.blue].map(|channel| f32::from(channel) / 255.0)
}

/// The names are those of PDF (11.3.5).
pub(super) fn blend_mode(mode: BlendMode) -> Result<&'static str, Unsaid> {
    Ok(match mode {
        BlendMode::Normal => "Normal",
        BlendMode::Multiply => "Multiply",
        BlendMode::Screen => "Screen",
        BlendMode::Overlay => "Overlay",
        BlendMode::Darken => "Darken",
        BlendMode::Lighten => "Lighten",
        BlendMode::ColorDodge => "ColorDodge",
        BlendMode::ColorBurn => "ColorBurn",
        BlendMode::HardLight => "HardLight",
        BlendMode::SoftLight => "SoftLight",
        BlendMode::Difference => "Difference",
        BlendMode::Exclusion => "Exclusion",
        BlendMode::Hue => "Hue",
        BlendMode::Saturation => "Saturation",
        BlendMode::Color => "Color",
        BlendMode::Luminosity => "Luminosity",
        BlendMode::PlusLighter => return Err("colours that add up"),
    })
}

/// Colours that change over an area.
pub(super) struct Shade {
    pub dictionary: Dictionary,
    pub transform: Transform,
    /// How opaque all of it is.
    pub opacity: f32,
}

pub(super) fn shade(paint: &Paint) -> Result<Shade, Unsaid> {
    let (kind, coordinates, gradient): (i64, Vec<f32>, &usvg::BaseGradient) = match paint {
        Paint::LinearGradient(own) => (2, vec![own.x1(), own.y1(), own.x2(), own.y2()], own),
        Paint::RadialGradient(own) => {
            let (from, to) = (own.fr().get(), own.r().get());
            (3, vec![own.fx(), own.fy(), from, own.cx(), own.cy(), to], own)
        }
        Paint::Pattern(_) => return Err("a pattern"),
        Paint::Color(_) => return Err("a plain colour for a shade"),
    };
    if gradient.spread_method() != SpreadMethod::Pad {
        return Err("a shade that repeats");
    }
    let stops = gradient.stops();
    let opacity = stops.first().map_or(1.0, |stop| stop.opacity().get());
    if stops.iter().any(|stop| stop.opacity().get() != opacity) {
        return Err("a colour that fades");
    }
    let dictionary = dictionary! {
        "ShadingType" => kind,
        "ColorSpace" => "DeviceRGB",
        "Coords" => coordinates.into_iter().map(Object::Real).collect::<Vec<_>>(),
        "Function" => function(stops).ok_or("a shade without colours")?,
        "Extend" => vec![true.into(), true.into()],
    };
    Ok(Shade { dictionary, transform: gradient.transform(), opacity })
}

/// From the place between 0 and 1 to a colour: pieces between the stops (7.10.4).
fn function(stops: &[Stop]) -> Option<Dictionary> {
    let mut places: Vec<(f32, usvg::Color)> =
        stops.iter().map(|stop| (stop.offset().get(), stop.color())).collect();
    let (first, last) = (*places.first()?, *places.last()?);
    places.insert(0, (0.0, first.1));
    places.push((1.0, last.1));
    // Bounds must grow.
    places.dedup_by(|next, before| next.0 <= before.0 && next.1 == before.1);
    for at in 1..places.len() {
        places[at].0 = places[at].0.max(places[at - 1].0 + 1e-4);
    }
    let reals = |values: &[f32]| values.iter().copied().map(Object::Real).collect::<Vec<_>>();
    let piece = |pair: &[(f32, usvg::Color)]| {
        dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => reals(&[0.0, 1.0]),
            "C0" => reals(&channels(pair[0].1)), "C1" => reals(&channels(pair[1].1)),
        }
    };
    let pieces: Vec<Object> = places.windows(2).map(|pair| piece(pair).into()).collect();
    let bounds = places.get(1..places.len() - 1)?.iter();
    let bounds: Vec<f32> = bounds.map(|(place, _)| place.min(1.0)).collect();
    Some(dictionary! {
        "FunctionType" => 3,
        "Domain" => reals(&[0.0, 1.0]),
        "Bounds" => reals(&bounds),
        "Encode" => reals(&[0.0, 1.0].repeat(pieces.len())),
        "Functions" => pieces,
    })
}
