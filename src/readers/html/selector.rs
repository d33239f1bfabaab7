//! Selectors of CSS, as far as someone needs them to point at a part of a page.
//!
//! A subset of Selectors Level 4: types, `*`, classes, ids, attributes with all relations,
//! the four combinators, lists. All elements are tested once, in the order of the page,
//! with what is known of those before and above them; so no nesting makes it slow, as it
//! does where each element is asked for all ways up.

use std::iter::Peekable;
use std::str::Chars;

use super::tree::{NodeId, Tree};

/// A selector that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    text: String,
    /// The parts of all alternatives, one after the other.
    parts: Vec<Part>,
}

/// Why a text is no selector.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no selector: {reason}")]
pub struct SelectorError {
    text: String,
    reason: &'static str,
}

/// What one element must be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    combinator: Combinator,
    tests: Vec<Test>,
    /// Whether an alternative ends here.
    last: bool,
}

/// How a part stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Combinator {
    /// There is none before it.
    Start,
    Descendant,
    Child,
    /// Right behind it.
    Next,
    /// Anywhere behind it.
    Later,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Name(String),
    Attribute { name: String, relation: Relation, value: String },
}

/// How an attribute stands to a value (Selectors 4, 6.1 and 6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Exists,
    Equals,
    HasWord,
    EqualsOrHyphen,
    Begins,
    Ends,
    Contains,
}

/// The most parts: one for each bit of a state.
const MOST: usize = 64;

impl Selector {
    /// Understands a selector.
    ///
    /// # Errors
    /// When it is none, or uses what is not known here: pseudo-classes, namespaces.
    pub fn parse(text: &str) -> Result<Selector, SelectorError> {
        let mut parser = Parser { rest: text.trim().chars().peekable(), parts: Vec::new() };
        let reason = match parser.list() {
            Ok(()) if parser.parts.len() > MOST => "it is too long",
            Ok(()) => return Ok(Selector { text: text.to_owned(), parts: parser.parts }),
            Err(reason) => reason,
        };
        Err(SelectorError { text: text.to_owned(), reason })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The elements that match, in the order of the page, without those in others.
    pub(super) fn outermost(&self, tree: &Tree) -> Vec<NodeId> {
        let mut states = vec![State::default(); tree.len()];
        let mut found: Vec<NodeId> = Vec::new();
        let last = (0..).zip(&self.parts).filter(|(_, part)| part.last);
        let last = last.fold(0, |bits, (at, _)| bits | 1 << at);
        for id in tree.within(Tree::ROOT).filter(|id| !tree.name(*id).is_empty()) {
            let above = tree.parent(id).map(|above| states[above.index()]).unwrap_or_default();
            let mut state = State { above: above.above | above.own, ..State::default() };
            for (at, part) in self.parts.iter().enumerate() {
                let before = match part.combinator {
                    Combinator::Start => u64::MAX,
                    Combinator::Descendant => state.above << 1,
                    Combinator::Child => above.own << 1,
                    Combinator::Next => above.newest << 1,
                    Combinator::Later => above.children << 1,
                };
                if before >> at & 1 == 1 && part.tests.iter().all(|test| test.holds(tree, id)) {
                    state.own |= 1 << at;
                }
            }
            state.inside = above.inside || state.own & last != 0;
            if state.inside && !above.inside {
                found.push(id);
            }
            states[id.index()] = state;
            if let Some(parent) = tree.parent(id) {
                let parent = &mut states[parent.index()];
                (parent.newest, parent.children) = (state.own, parent.children | state.own);
            }
        }
        found
    }
}

/// Which parts match an element and those around it, a bit for each part.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    own: u64,
    /// Those of all elements that hold it.
    above: u64,
    /// Those of the child that was seen last.
    newest: u64,
    /// Those of all children that were seen.
    children: u64,
    /// Whether it matches or stands in an element that does.
    inside: bool,
}

impl Test {
    fn holds(&self, tree: &Tree, id: NodeId) -> bool {
        match self {
            Test::Name(name) => tree.name(id) == name,
            Test::Attribute { name, relation, value } => {
                let own = tree.attribute(id, name);
                own.is_some_and(|own| relation.holds(own, value))
            }
        }
    }
}

impl Relation {
    fn holds(self, own: &str, value: &str) -> bool {
        let some = !value.is_empty();
        match self {
            Relation::Exists => true,
            Relation::Equals => own == value,
            Relation::HasWord => own.split_ascii_whitespace().any(|word| word == value),
            Relation::EqualsOrHyphen => {
                own.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            Relation::Begins => some && own.starts_with(value),
            Relation::Ends => some && own.ends_with(value),
            Relation::Contains => some && own.contains(value),
        }
    }
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    parts: Vec<Part>,
}

type Parsed<T> = Result<T, &'static str>;

impl Parser<'_> {
    fn list(&mut self) -> Parsed<()> {
        let mut combinator = Combinator::Start;
        loop {
            let tests = self.compound()?;
            self.parts.push(Part { combinator, tests, last: false });
            combinator = match self.combinator() {
                Some(combinator) => combinator,
                None => return Ok(()),
            };
            if matches!(combinator, Combinator::Start) {
                self.end();
            }
        }
    }

    fn end(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.last = true;
        }
    }

    /// What stands between two parts; `None` at the end.
    fn combinator(&mut self) -> Option<Combinator> {
        let mut signed = None;
        while let Some(c) = self.rest.peek() {
            let sign = match c {
                '>' => Some(Combinator::Child),
                '+' => Some(Combinator::Next),
                '~' => Some(Combinator::Later),
                ',' => Some(Combinator::Start),
                c if c.is_whitespace() => None,
                _ => return Some(signed.unwrap_or(Combinator::Descendant)),
            };
            // A second sign, or one at the end, is no part, which `compound` then says.
            if sign.is_some() && signed.is_some() {
                return signed;
            }
            signed = signed.or(sign);
            self.rest.next();
        }
        if signed.is_none() {
            self.end();
        }
        signed
    }

    fn compound(&mut self) -> Parsed<Vec<Test>> {
        let mut tests = Vec::new();
        let mut any = false;
        loop {
            match self.rest.peek() {
                Some('*') if tests.is_empty() && !any => {
                    self.rest.next();
                }
                Some('#') => tests.push(self.named("id", Relation::Equals)?),
                Some('.') => tests.push(self.named("class", Relation::HasWord)?),
                Some('[') => tests.push(self.attribute()?),
                Some(':') => return Err("pseudo-classes are not known here"),
                Some(c) if !any && is_name(*c) => {
                    tests.push(Test::Name(self.name()?.to_ascii_lowercase()));
                }
                _ if any => return Ok(tests),
                _ => return Err("a name, class, id or attribute is missing"),
            }
            any = true;
        }
    }

    fn named(&mut self, attribute: &str, relation: Relation) -> Parsed<Test> {
        self.rest.next();
        Ok(Test::Attribute { name: attribute.to_owned(), relation, value: self.name()? })
    }

    fn attribute(&mut self) -> Parsed<Test> {
        const OPEN: &str = "a bracket is not closed";
        self.rest.next();
        self.space();
        let name = self.name()?.to_ascii_lowercase();
        self.space();
        let relation = match self.rest.next().ok_or(OPEN)? {
            ']' => {
                return Ok(Test::Attribute {
                    name,
                    relation: Relation::Exists,
                    value: String::new(),
                });
            }
            '=' => Relation::Equals,
            sign => {
                let relation = match sign {
                    '~' => Relation::HasWord,
                    '|' => Relation::EqualsOrHyphen,
                    '^' => Relation::Begins,
                    '$' => Relation::Ends,
                    '*' => Relation::Contains,
                    _ => return Err("the relation of an attribute is not known"),
                };
                self.rest.next_if_eq(&'=').ok_or("an equals sign is missing")?;
                relation
            }
        };
        self.space();
        let value = match self.rest.next_if(|c| matches!(c, '"' | '\'')) {
            Some(mark) => self.quoted(mark)?,
            None => self.name()?,
        };
        self.space();
        self.rest.next_if_eq(&']').ok_or(OPEN)?;
        Ok(Test::Attribute { name, relation, value })
    }

    fn quoted(&mut self, mark: char) -> Parsed<String> {
        let mut text = String::new();
        loop {
            match self.rest.next() {
                Some('\\') => text.extend(self.rest.next()),
                Some(c) if c == mark => return Ok(text),
                Some(c) => text.push(c),
                None => return Err("a quotation mark is not closed"),
            }
        }
    }

    /// A name; what may not stand in one is written behind `\`.
    fn name(&mut self) -> Parsed<String> {
        let mut name = String::new();
        while let Some(c) = self.rest.next_if(|c| is_name(*c) || *c == '\\') {
            name.extend(if c == '\\' { self.rest.next() } else { Some(c) });
        }
        if name.is_empty() { Err("a name is missing") } else { Ok(name) }
    }

    fn space(&mut self) {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    const PAGE: &str = "<main id=m><p class='a b' lang=en-GB>1</p><h2>2</h2><p class=c>3</p>\
        <div data-x='one two'><p>4<em>5</em></p></div></main><p class='md:x'>6</p>";

    fn found(selector: &str) -> String {
        let tree = parse(PAGE);
        let found = Selector::parse(selector).unwrap().outermost(&tree);
        found.into_iter().map(|id| tree.text_of(id)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn selectors_find_what_they_name() {
        for (selector, expected) in [
            ("p", "1|3|45|6"),
            ("P.a.b", "1"),
            ("#m > p", "1|3"),
            ("main p", "1|3|45"),
            ("h2 + p", "3"),
            (".a~p , em", "3|5"),
            ("div *", "45"),
            ("*", "123456"),
            ("[data-x~=two] em", "5"),
            ("[ data-x ^= 'one' ]", "45"),
            ("[data-x$=\"two\"],[lang|=en]", "1|45"),
            ("[data-x*=' t']", "45"),
            (".md\\:x", "6"),
            ("main, main p", "12345"),
            ("nav p", ""),
            ("p>p", ""),
        ] {
            assert_eq!(found(selector), expected, "{selector}");
        }
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        let refused =
            ["", "a >", "> a", "a,,b", "a > > + b", "p:hover", "[a", "[a='b]", "[a!=b]", ".", "a{"];
        for text in refused {
            assert!(Selector::parse(text).is_err(), "{text}");
        }
        assert!(Selector::parse(&"a ".repeat(65)).is_err());
        let error = Selector::parse("p:hover").unwrap_err().to_string();
        assert_eq!(error, "“p:hover” is no selector: pseudo-classes are not known here");
    }
}
