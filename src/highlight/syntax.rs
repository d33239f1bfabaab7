//! The few things by which languages differ to the eye.

use super::Kind;
use super::heads::Head;

/// How a language is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Syntax {
    /// Its own words, each list with spaces between.
    pub words: &'static [(Kind, &'static str)],
    /// Whether these are the same in capitals.
    pub any_case: bool,
    /// What begins a comment that ends with the line.
    pub line_comments: &'static [&'static str],
    /// Whether such a comment stands after a space, or begins a line.
    pub spaced_comments: bool,
    /// What begins and ends other comments.
    pub block_comments: &'static [(&'static str, &'static str)],
    /// Whether these may hold each other.
    pub nested_comments: bool,
    /// Strings; of two that begin alike the longer one first.
    pub quotes: &'static [Quote],
    /// Words that may stand right before a string and belong to it.
    pub prefixes: &'static str,
    /// Strings that other signs than quotation marks begin.
    pub raw: Raw,
    /// What begins a string of the lines that follow, up to a word alone in a line.
    pub heredoc: &'static str,
    /// What `'` is where it is no quotation mark.
    pub ticks: bool,
    /// Characters that may begin words, beside letters and `_`.
    pub first: &'static str,
    /// Characters that go on words, beside letters, figures and `_`.
    pub more: &'static str,
    /// Characters that make the word behind them something else.
    pub sigils: &'static [(char, Kind)],
    /// What words with capitals are.
    pub capitals: Capitals,
    /// Which words are functions.
    pub calls: Calls,
    /// What `#` is.
    pub hash: Hash,
    /// Whether a string before a colon is a key.
    pub keys: bool,
    /// Whether `/` begins a regular expression where no value stands before it.
    pub regex: bool,
    /// What begins a line.
    pub head: Option<fn(&str) -> Option<Head>>,
    /// What begins the lines that were typed where a program was talked to.
    pub prompts: &'static [&'static str],
}

/// What words with capitals are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitals {
    /// Nothing.
    Plain,
    /// Types; all in capitals, constants.
    Types,
    /// The same, but functions where they are called.
    TypesOrCalls,
}

/// Which words are functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calls {
    /// None.
    None,
    /// Those before `(`.
    Parenthesis,
    /// Those before `(`, and before `!` and another bracket.
    Macro,
    /// Those behind `(`.
    Lisp,
    /// The first ones of commands.
    Command,
}

/// What `#` is, where it begins no comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    /// Nothing.
    Plain,
    /// As the first sign of a line, a directive.
    Directive,
    /// Before `[`, or `![`, an attribute.
    Attribute,
}

/// Strings that other signs than quotation marks begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raw {
    /// None.
    None,
    /// `r#"…"#`, with any number of `#`.
    Rust,
    /// `R"x(…)x"`.
    Cpp,
    /// `[==[…]==]`.
    Lua,
    /// `#"…"#`, with any number of `#`.
    Swift,
}

/// A string between quotation marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quote {
    /// What begins it.
    pub open: &'static str,
    /// What ends it.
    pub close: &'static str,
    /// What takes its meaning from the character behind it.
    pub escape: Option<u8>,
    /// Whether it may go on in the next line.
    pub lines: bool,
    /// What begins code in it, up to the bracket that fits: `${`.
    pub hole: &'static str,
    /// Whether it cannot begin right after a word or a closing bracket.
    pub apart: bool,
    /// What it is.
    pub kind: Kind,
}

impl Quote {
    /// A string that ends with the line at last.
    pub const fn line(mark: &'static str) -> Quote {
        Quote {
            open: mark,
            close: mark,
            escape: Some(b'\\'),
            lines: false,
            hole: "",
            apart: false,
            kind: Kind::String,
        }
    }

    /// A string that may have several lines.
    pub const fn block(mark: &'static str) -> Quote {
        Quote { lines: true, ..Quote::line(mark) }
    }

    /// The same between two marks that differ.
    pub const fn between(open: &'static str, close: &'static str) -> Quote {
        Quote { open, close, ..Quote::block("") }
    }

    /// The same with code in it.
    pub const fn with_hole(self, hole: &'static str) -> Quote {
        Quote { hole, ..self }
    }

    /// The same with no character that takes a meaning.
    pub const fn raw(self) -> Quote {
        Quote { escape: None, ..self }
    }

    /// The same, but not right after a word.
    pub const fn apart(self) -> Quote {
        Quote { apart: true, ..self }
    }

    /// The same as something else than a string.
    pub const fn of(self, kind: Kind) -> Quote {
        Quote { kind, ..self }
    }
}

/// `"…"` in a line.
pub(super) const DOUBLE: Quote = Quote::line("\"");
/// `'…'` in a line.
pub(super) const SINGLE: Quote = Quote::line("'");
/// Strings of most languages that have one kind of mark for characters too.
pub(super) const BOTH: &[Quote] = &[DOUBLE, SINGLE];

/// A language with nothing to it.
pub(super) const PLAIN: Syntax = Syntax {
    words: &[],
    any_case: false,
    line_comments: &[],
    spaced_comments: false,
    block_comments: &[],
    nested_comments: false,
    quotes: &[],
    prefixes: "",
    raw: Raw::None,
    heredoc: "",
    ticks: false,
    first: "",
    more: "",
    sigils: &[],
    capitals: Capitals::Plain,
    calls: Calls::None,
    hash: Hash::Plain,
    keys: false,
    regex: false,
    head: None,
    prompts: &[],
};

/// What C and most later languages share.
pub(super) const C_LIKE: Syntax = Syntax {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: BOTH,
    calls: Calls::Parenthesis,
    capitals: Capitals::Types,
    ..PLAIN
};
