//! The font files inside the program. Their licences lie beside them in
//! `templates/fonts`.

/// The files by name.
pub const FILES: &[(&str, &[u8])] = &[
    (
        "LibertinusSerif-Regular.otf",
        include_bytes!("../../templates/fonts/LibertinusSerif-Regular.otf"),
    ),
    (
        "LibertinusSerif-Italic.otf",
        include_bytes!("../../templates/fonts/LibertinusSerif-Italic.otf"),
    ),
    (
        "LibertinusSerif-Semibold.otf",
        include_bytes!("../../templates/fonts/LibertinusSerif-Semibold.otf"),
    ),
    (
        "LibertinusSerif-SemiboldItalic.otf",
        include_bytes!("../../templates/fonts/LibertinusSerif-SemiboldItalic.otf"),
    ),
    ("DejaVuSansMono.ttf", include_bytes!("../../templates/fonts/DejaVuSansMono.ttf")),
    (
        "DejaVuSansMono-Oblique.ttf",
        include_bytes!("../../templates/fonts/DejaVuSansMono-Oblique.ttf"),
    ),
    ("DejaVuSansMono-Bold.ttf", include_bytes!("../../templates/fonts/DejaVuSansMono-Bold.ttf")),
    (
        "DejaVuSansMono-BoldOblique.ttf",
        include_bytes!("../../templates/fonts/DejaVuSansMono-BoldOblique.ttf"),
    ),
];

/// The bytes of a file.
pub fn file(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes)
}
