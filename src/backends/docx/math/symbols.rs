//! Characters that mean something to Office Math.

/// What MathML has where a bracket is left out (U+2063, invisible separator).
pub(super) const NOTHING: &str = "\u{2063}";

/// Whether a character is one that limits stand at and that is taken over what follows.
pub(super) fn is_nary(character: &str) -> bool {
    matches!(
        character,
        "∑" | "∏"
            | "∐"
            | "∫"
            | "∬"
            | "∭"
            | "⨌"
            | "∮"
            | "∯"
            | "∰"
            | "⋀"
            | "⋁"
            | "⋂"
            | "⋃"
            | "⨀"
            | "⨁"
            | "⨂"
            | "⨄"
            | "⨆"
    )
}

/// Whether a character is a relation, which stands between two things.
pub(super) fn is_relation(character: &str) -> bool {
    let mut characters = character.chars();
    let (Some(first), None) = (characters.next(), characters.next()) else { return false };
    matches!(first, '=' | '<' | '>' | '≠' | '∈'..='∍' | '∝' | '∣'..='∦' | '∼'..='⊋' | '⊢'..='⊣' | '←'..='⇿')
}

pub(super) fn is_bracket(character: &str) -> bool {
    matches!(
        character,
        "(" | ")"
            | "["
            | "]"
            | "{"
            | "}"
            | "|"
            | "‖"
            | "⟨"
            | "⟩"
            | "⌊"
            | "⌋"
            | "⌈"
            | "⌉"
            | "⟦"
            | "⟧"
            | "∣"
            | "∥"
    )
}

/// Whether a mark is a line over or under the whole.
pub(super) fn is_line(character: &str) -> bool {
    matches!(character, "\u{332}" | "\u{305}" | "‾" | "_" | "―" | "─")
}

/// Whether a mark spans the whole.
pub(super) fn is_brace(character: &str) -> bool {
    matches!(character, "⏞" | "⏟" | "⏜" | "⏝" | "⎴" | "⎵" | "→" | "←" | "↔")
}

/// An accent as a character that combines, which Word wants.
pub(super) fn combining(accent: &str) -> &str {
    match accent {
        "^" | "ˆ" => "\u{302}",
        "~" | "˜" => "\u{303}",
        "¯" | "ˉ" => "\u{304}",
        "˘" => "\u{306}",
        "˙" | "." => "\u{307}",
        "¨" => "\u{308}",
        "˚" => "\u{30A}",
        "ˇ" => "\u{30C}",
        "`" | "ˋ" => "\u{300}",
        "´" | "ˊ" => "\u{301}",
        "→" | "⃗" => "\u{20D7}",
        "⃛" | "…" => "\u{20DB}",
        other => other,
    }
}

/// A space of a width in em.
pub(super) fn space(em: f32) -> &'static str {
    match em {
        ..0.05 => "",
        ..0.19 => "\u{2009}",
        ..0.26 => "\u{2005}",
        ..0.4 => "\u{2004}",
        ..0.75 => "\u{2002}",
        ..1.5 => "\u{2003}",
        _ => "\u{2003}\u{2003}",
    }
}
