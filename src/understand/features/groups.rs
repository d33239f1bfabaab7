//! The groups of features and their numbers.

use crate::understand::scanner::is_same;
use crate::understand::topics::TOPICS;

/// A group of features, and how many it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// The name in the table of weights.
    pub name: &'static str,
    size: u16,
    first: u16,
}

macro_rules! groups {
    ($($(#[$doc:meta])* $name:ident $text:literal $size:expr;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy)]
        enum Order { $($name,)* }
        const SIZES: &[u16] = &[$($size,)*];
        $($(#[$doc])* pub const $name: Group = Group {
            name: $text, size: $size, first: sum_before(Order::$name as usize),
        };)*
        /// All groups, in the order of their numbers.
        pub const GROUPS: &[Group] = &[$($name,)*];
    };
}

const fn sum_before(count: usize) -> u16 {
    let (mut sum, mut at) = (0, 0);
    while at < count {
        sum += SIZES[at];
        at += 1;
    }
    sum
}

const T: u16 = TOPICS as u16;

groups! {
    /// Always there: how common a state is.
    ALWAYS "always" 1;
    /// How many words.
    WORDS "words" 13;
    /// How the line ends, by how long it is.
    ENDING "ending" 40;
    /// What the line begins with.
    BEGINNING "beginning" 9;
    /// How its words are written: small, with capitals, in capitals.
    CAPITALS "capitals" 21;
    /// How much of it is digits.
    DIGITS "digits" 5;
    /// Commas inside.
    COMMAS "commas" 4;
    /// Ends of sentences inside.
    SENTENCES "sentences" 4;
    /// Characters that say something, wherever they stand.
    MARKS "marks" 16;
    /// How much of it is the grammar of the language, by length.
    GRAMMAR "grammar" 21;
    /// How many of its other words running text uses elsewhere, by length.
    SHARED "shared" 24;
    /// How often the text has the line, by length.
    REPEATED "repeated" 16;
    /// Whether it names a date, and how much besides.
    DATE "date" 6;
    /// Of what it speaks, by length.
    TOPIC "topic" 3 * T;
    /// Of how many topics it speaks, by length.
    TOPIC_COUNT "topic-count" 12;
    /// Whether it is a byline or may be a name.
    NAMES "names" 4;
    /// Whether it is part of a form for comments.
    FORM "form" 1;
    /// How much of the running text stands above.
    PLACE "place" 8;
    /// The same, by length.
    PLACE_WORDS "place-words" 40;
    /// How long the line and those above and below are.
    NEIGHBOURS "neighbours" 150;
    /// How the line above ends, how this one does, and how long it is.
    ABOVE "above" 36;
    /// How far running text is, above and below.
    DISTANCES "distances" 64;
    /// How many lines without running text stand here together, and on which side.
    RUN "run" 32;
    /// Words of the lines around, on average.
    WINDOW_2 "window-2" 9;
    /// The same, farther.
    WINDOW_5 "window-5" 9;
    /// The same, farther still.
    WINDOW_10 "window-10" 9;
    /// The average, by the length of the line.
    WINDOW_WORDS "window-words" 45;
    /// How many lines around speak of a topic, and in which region.
    NEAR_TOPICS "near-topics" 15;
    /// The topic of the last short line above, with no running text between.
    HEADED "headed" T + 1;
    /// A topic that a short line named somewhere above, behind most of the running text.
    OPENED "opened" T;
    /// Blank lines above and below, and whether they are usual.
    BLANKS "blanks" 8;
    /// How far it is indented beside running text.
    INDENT "indent" 4;
    /// How many lines stand above.
    FROM_TOP "from-top" 8;
    /// How many lines stand below.
    FROM_BOTTOM "from-bottom" 8;
    /// How much of the whole text is running text, by the length of the line.
    DENSITY "density" 30;
    /// How long a paragraph is beside the others, and in which region.
    LENGTH_BESIDE "length-beside" 18;
    /// How many of its words the first line that may be a title has.
    TITLE_WORDS "title-words" 8;
    /// Of what it speaks, and in which region.
    TOPIC_PLACE "topic-place" 4 * T;
    /// Where the line stands to the densest stretch of the text, by how long it is.
    DENSEST_8 "densest-8" 30;
    /// The same, with more words asked of each line.
    DENSEST_16 "densest-16" 30;
    /// The same, with more still.
    DENSEST_30 "densest-30" 30;
    /// A topic that the line begins with, by how long it is.
    FIRST "first" 4 * T;
    /// A topic that the line ends with, by how long it is.
    LAST "last" 4 * T;
    /// How many telling phrases it has, and whether it begins with one, by how long it is.
    TELLING "telling" 24;
    /// Telling phrases on the lines around.
    TELLING_NEAR "telling-near" 12;
    /// Telling phrases, and where the line stands.
    TELLING_PLACE "telling-place" 9;
    /// Whether the sentence of the line above goes on here, or this one's below.
    GOES_ON "goes-on" 12;
    /// How many lines of the whole text have telling phrases, by the length of the line.
    PAGE_TOLD "page-told" 30;
    /// How many lines of its stretch without running text do, how long it is, where it is.
    RUN_TOLD "run-told" 72;
    /// The same for topics.
    RUN_TOPICAL "run-topical" 90;
    /// How long the stretch is, by the length of the line.
    RUN_WORDS "run-words" 72;
    /// How many lines of the stretch end as sentences do, by the length of the line.
    RUN_STOPS "run-stops" 25;
    /// Whether the text announces the stretch with a colon, and whether the line is an item.
    RUN_INTRO "run-intro" 30;
    /// Whether it begins with the name of an author and goes on, or names one.
    NAMED "named" 30;
}

/// How many features there are.
pub const FEATURES: usize = sum_before(SIZES.len()) as usize;

/// The features that a line has, as numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Features(pub Vec<u16>);

impl Group {
    /// How many features it has.
    pub const fn size(&self) -> usize {
        self.size as usize
    }

    /// The number of its first feature.
    pub const fn first(&self) -> usize {
        self.first as usize
    }

    /// The group with a name.
    pub const fn named(name: &[u8]) -> Option<Group> {
        let mut at = 0;
        while at < GROUPS.len() {
            if is_same(GROUPS[at].name.as_bytes(), name) {
                return Some(GROUPS[at]);
            }
            at += 1;
        }
        None
    }
}

impl Features {
    pub(super) fn add(&mut self, group: Group, at: usize) {
        self.0.push(group.first + (at as u16).min(group.size - 1));
    }
}
