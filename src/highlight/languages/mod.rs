//! What each language has of its own. A language is a line in the table here
//! and a [`Syntax`] in one of the files, by what it is like.

mod c_like;
mod data;
mod functional;
mod script;
mod shell;

use super::syntax::Syntax;

/// How a language is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reader {
    /// As a stream of words.
    Words(&'static Syntax),
    /// As elements with attributes.
    Markup,
    /// As a style sheet; whether `//` begins comments.
    Css(bool),
}

/// A language, by its place in [`LANGUAGES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Language(usize);

impl Language {
    /// Its place among all, from 0.
    pub fn place(self) -> usize {
        self.0
    }

    /// How it is read.
    pub fn reader(self) -> Reader {
        LANGUAGES[self.0].1
    }
}

/// How many languages there are.
pub(super) const COUNT: usize = LANGUAGES.len();

/// What articles call each language, and how it is read.
#[rustfmt::skip]
pub(super) const LANGUAGES: &[(&str, Reader)] = &[
    ("c h", Reader::Words(&c_like::C)),
    ("c++ cpp cc cxx hpp hh cuda cu arduino ino", Reader::Words(&c_like::CPP)),
    ("objective-c objectivec objc obj-c mm", Reader::Words(&c_like::OBJECTIVE_C)),
    ("glsl hlsl wgsl shader frag vert metal", Reader::Words(&c_like::SHADER)),
    ("rust rs", Reader::Words(&c_like::RUST)),
    ("go golang", Reader::Words(&c_like::GO)),
    ("zig", Reader::Words(&c_like::ZIG)),
    ("d dlang", Reader::Words(&c_like::D)),
    ("java jsp", Reader::Words(&c_like::JAVA)),
    ("kotlin kt kts", Reader::Words(&c_like::KOTLIN)),
    ("scala sc sbt", Reader::Words(&c_like::SCALA)),
    ("groovy gradle", Reader::Words(&c_like::GROOVY)),
    ("c# csharp cs c-sharp", Reader::Words(&c_like::CSHARP)),
    ("swift", Reader::Words(&c_like::SWIFT)),
    ("dart", Reader::Words(&c_like::DART)),
    ("solidity sol", Reader::Words(&c_like::SOLIDITY)),
    ("protobuf proto", Reader::Words(&c_like::PROTOBUF)),
    ("javascript js jsx mjs cjs node nodejs es6 ecmascript", Reader::Words(&script::JAVASCRIPT)),
    ("typescript ts tsx mts cts deno", Reader::Words(&script::TYPESCRIPT)),
    ("php php3 php4 php5", Reader::Words(&script::PHP)),
    ("python py py3 python3 pyi pycon ipython sage starlark bazel", Reader::Words(&script::PYTHON)),
    ("ruby rb rake gemfile irb rails", Reader::Words(&script::RUBY)),
    ("crystal cr", Reader::Words(&script::CRYSTAL)),
    ("perl pl pm", Reader::Words(&script::PERL)),
    ("lua luau", Reader::Words(&script::LUA)),
    ("r rscript splus", Reader::Words(&script::R)),
    ("julia jl", Reader::Words(&script::JULIA)),
    ("matlab octave", Reader::Words(&script::MATLAB)),
    ("elixir ex exs", Reader::Words(&script::ELIXIR)),
    ("nim", Reader::Words(&script::NIM)),
    ("gdscript gd", Reader::Words(&script::GDSCRIPT)),
    ("visual-basic vb vb.net vbnet vba basic", Reader::Words(&script::BASIC)),
    ("pascal delphi objectpascal", Reader::Words(&script::PASCAL)),
    ("fortran f90 f95 f03 f08 f77", Reader::Words(&script::FORTRAN)),
    ("haskell hs lhs", Reader::Words(&functional::HASKELL)),
    ("elm purescript purs", Reader::Words(&functional::ELM)),
    ("ocaml ml mli reason reasonml", Reader::Words(&functional::OCAML)),
    ("f# fsharp fs", Reader::Words(&functional::FSHARP)),
    ("erlang erl", Reader::Words(&functional::ERLANG)),
    ("clojure clj cljs cljc edn", Reader::Words(&functional::CLOJURE)),
    ("lisp common-lisp commonlisp cl scheme scm racket rkt emacs-lisp elisp el", Reader::Words(&functional::LISP)),
    ("prolog", Reader::Words(&functional::PROLOG)),
    ("bash sh shell zsh ksh fish console shell-session sh-session shellsession terminal bash-session", Reader::Words(&shell::BASH)),
    ("powershell ps ps1 pwsh posh", Reader::Words(&shell::POWERSHELL)),
    ("batch bat cmd dos", Reader::Words(&shell::BATCH)),
    ("dockerfile docker containerfile", Reader::Words(&shell::DOCKERFILE)),
    ("makefile make mk gnumake", Reader::Words(&shell::MAKE)),
    ("cmake", Reader::Words(&shell::CMAKE)),
    ("awk gawk", Reader::Words(&shell::AWK)),
    ("vim viml vimscript", Reader::Words(&shell::VIM)),
    ("assembly asm nasm gas s x86asm arm armasm", Reader::Words(&shell::ASSEMBLY)),
    ("json json5 jsonc jsonl ndjson geojson webmanifest", Reader::Words(&data::JSON)),
    ("yaml yml", Reader::Words(&data::YAML)),
    ("toml", Reader::Words(&data::TOML)),
    ("ini cfg conf properties dotenv env editorconfig desktop systemd", Reader::Words(&data::INI)),
    ("nginx", Reader::Words(&data::NGINX)),
    ("terraform tf hcl", Reader::Words(&data::HCL)),
    ("nix", Reader::Words(&data::NIX)),
    ("sql mysql postgresql postgres psql sqlite plsql tsql mariadb", Reader::Words(&data::SQL)),
    ("graphql gql", Reader::Words(&data::GRAPHQL)),
    ("latex tex", Reader::Words(&data::LATEX)),
    ("markdown md mkd rmarkdown", Reader::Words(&data::MARKDOWN)),
    ("diff patch udiff", Reader::Words(&data::DIFF)),
    ("html htm xhtml vue svelte astro handlebars hbs xml svg rss atom xsl xslt xsd plist mathml opf", Reader::Markup),
    ("css", Reader::Css(false)),
    ("scss sass less stylus", Reader::Css(true)),
];

/// The language that an article calls by a name, in any case.
pub(super) fn find(name: &str) -> Option<Language> {
    let name = name.trim();
    let is = |known: &str| known.eq_ignore_ascii_case(name);
    let place = LANGUAGES.iter().position(|(names, _)| names.split(' ').any(is))?;
    Some(Language(place))
}
