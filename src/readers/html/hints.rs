//! What names of classes and roles say about an element.
//!
//! They are weak evidence: a name may say what stands beside an element as well as what it
//! is ("with-sidebar"). Who asks must look at the text too.

use super::tree::{NodeId, Tree};
use crate::diagnostics::Boilerplate;

/// Words that a name begins with, and what they make of the element.
const STEMS: &[(&str, Boilerplate)] = &[
    ("addthis", Boilerplate::Sharing),
    ("addtoany", Boilerplate::Sharing),
    ("advert", Boilerplate::Advertisement),
    ("adsby", Boilerplate::Advertisement),
    ("authorbio", Boilerplate::Colophon),
    ("authorbox", Boilerplate::Colophon),
    ("breadcrumb", Boilerplate::Navigation),
    ("comment", Boilerplate::Comments),
    ("cookie", Boilerplate::Notice),
    ("disclaimer", Boilerplate::Notice),
    ("disqus", Boilerplate::Comments),
    ("donat", Boilerplate::Subscription),
    ("footer", Boilerplate::Notice),
    ("gdpr", Boilerplate::Notice),
    ("jp-relatedposts", Boilerplate::Related),
    ("megamenu", Boilerplate::Navigation),
    ("mostread", Boilerplate::Related),
    ("navbar", Boilerplate::Navigation),
    ("navigation", Boilerplate::Navigation),
    ("newsletter", Boilerplate::Subscription),
    ("outbrain", Boilerplate::Advertisement),
    ("pagination", Boilerplate::Navigation),
    ("paywall", Boilerplate::Subscription),
    ("piano", Boilerplate::Subscription),
    ("popular", Boilerplate::Related),
    ("postmeta", Boilerplate::Colophon),
    ("promo", Boilerplate::Advertisement),
    ("recommend", Boilerplate::Related),
    ("recirc", Boilerplate::Related),
    ("related", Boilerplate::Related),
    ("share", Boilerplate::Sharing),
    ("sharing", Boilerplate::Sharing),
    ("sidebar", Boilerplate::Related),
    ("social", Boilerplate::Sharing),
    ("sponsor", Boilerplate::Advertisement),
    ("subscri", Boilerplate::Subscription),
    ("taboola", Boilerplate::Advertisement),
    ("trending", Boilerplate::Related),
    ("trinity", Boilerplate::Other),
];

/// Words that are a whole part of a name.
const WORDS: &[(&str, Boilerplate)] = &[
    ("a2a", Boilerplate::Sharing),
    ("ad", Boilerplate::Advertisement),
    ("ads", Boilerplate::Advertisement),
    ("banner", Boilerplate::Advertisement),
    ("byline", Boilerplate::Colophon),
    ("carousel", Boilerplate::Related),
    ("consent", Boilerplate::Notice),
    ("copyright", Boilerplate::Notice),
    ("cta", Boilerplate::Subscription),
    ("dateline", Boilerplate::Colophon),
    ("login", Boilerplate::Subscription),
    ("masthead", Boilerplate::Navigation),
    ("menu", Boilerplate::Navigation),
    ("modal", Boilerplate::Subscription),
    ("nav", Boilerplate::Navigation),
    ("optin", Boilerplate::Subscription),
    ("overlay", Boilerplate::Subscription),
    ("pager", Boilerplate::Navigation),
    ("popup", Boilerplate::Subscription),
    ("respond", Boilerplate::CommentForm),
    ("signup", Boilerplate::Subscription),
    ("tags", Boilerplate::Navigation),
    ("taglist", Boilerplate::Navigation),
    ("tagcloud", Boilerplate::Navigation),
    ("teaser", Boilerplate::Related),
    ("teasers", Boilerplate::Related),
    ("timestamp", Boilerplate::Colophon),
    ("toolbar", Boilerplate::Sharing),
    ("widget", Boilerplate::Related),
    ("widgets", Boilerplate::Related),
];

/// Two words in a row.
const PAIRS: &[(&str, &str, Boilerplate)] = &[
    ("about", "author", Boilerplate::Colophon),
    ("article", "actions", Boilerplate::Sharing),
    ("article", "author", Boilerplate::Colophon),
    ("article", "date", Boilerplate::Colophon),
    ("article", "info", Boilerplate::Colophon),
    ("article", "meta", Boilerplate::Colophon),
    ("article", "tag", Boilerplate::Navigation),
    ("author", "bio", Boilerplate::Colophon),
    ("author", "box", Boilerplate::Colophon),
    ("author", "card", Boilerplate::Colophon),
    ("author", "info", Boilerplate::Colophon),
    ("author", "name", Boilerplate::Colophon),
    ("author", "profile", Boilerplate::Colophon),
    ("entry", "date", Boilerplate::Colophon),
    ("entry", "meta", Boilerplate::Colophon),
    ("entry", "utility", Boilerplate::Colophon),
    ("follow", "us", Boilerplate::Sharing),
    ("latest", "news", Boilerplate::Related),
    ("latest", "posts", Boilerplate::Related),
    ("more", "articles", Boilerplate::Related),
    ("more", "from", Boilerplate::Related),
    ("more", "news", Boilerplate::Related),
    ("more", "posts", Boilerplate::Related),
    ("more", "stories", Boilerplate::Related),
    ("most", "read", Boilerplate::Related),
    ("next", "article", Boilerplate::Related),
    ("post", "author", Boilerplate::Colophon),
    ("post", "date", Boilerplate::Colophon),
    ("post", "info", Boilerplate::Colophon),
    ("post", "meta", Boilerplate::Colophon),
    ("post", "nav", Boilerplate::Navigation),
    ("post", "tags", Boilerplate::Navigation),
    ("publish", "date", Boilerplate::Colophon),
    ("published", "date", Boilerplate::Colophon),
    ("pub", "date", Boilerplate::Colophon),
    ("read", "also", Boilerplate::Related),
    ("read", "more", Boilerplate::Related),
    ("read", "next", Boilerplate::Related),
    ("see", "also", Boilerplate::Related),
    ("sign", "up", Boilerplate::Subscription),
    ("up", "next", Boilerplate::Related),
    ("you", "may", Boilerplate::Related),
];

/// Names that hide their element from eyes: it is for those who cannot see the page.
const HIDDEN: &[&str] =
    &["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "skip-link", "a11y"];

/// Names of the element that holds the article's text, the surest first.
const BODIES: &[&[&str]] = &[
    &[
        "articlebody",
        "article-body",
        "article__body",
        "article_body",
        "entry-content",
        "post-content",
        "post__content",
        "post-body",
        "post_body",
        "postcontent",
        "storybody",
        "story-body",
        "article-content",
        "article__content",
        "articlecontent",
        "article_content",
        "article-text",
        "articletext",
        "article-main",
        "story-content",
        "storycontent",
        "entry__content",
        "entrycontent",
        "blog-content",
        "blog-post-content",
        "body-text",
        "article-detail",
        "single-content",
        "richtext-article",
        "body markup",
        "mw-parser-output",
        "theme-content",
        "news-content",
        "newscontent",
        "article-copy",
        "td-post-content",
        "field--name-body",
        "field-name-body",
        "post-entry",
        "available-content",
        "cat-contents",
        "rich_media_content",
        "blog-detail",
        "artikelbody",
        "article-page__content",
    ],
    &["content-body", "main-content", "maincontent", "page-content", "text-content", "post"],
];

/// What the names of an element take it for, if it is not the article.
pub fn furniture(tree: &Tree, id: NodeId) -> Option<Boilerplate> {
    if let Some(role) = tree.attribute(id, "role") {
        let by_role = match role {
            "navigation" | "menu" | "menubar" | "banner" | "search" | "toolbar" => {
                Some(Boilerplate::Navigation)
            }
            "complementary" => Some(Boilerplate::Related),
            "contentinfo" => Some(Boilerplate::Notice),
            "dialog" | "alertdialog" => Some(Boilerplate::Subscription),
            _ => None,
        };
        if by_role.is_some() {
            return by_role;
        }
    }
    ["class", "id"].into_iter().filter_map(|name| tree.attribute(id, name)).find_map(by_names)
}

fn by_names(names: &str) -> Option<Boilerplate> {
    names.split_ascii_whitespace().take(MOST_NAMES).find_map(|name| {
        // What a site's theme wants to say about something else in it.
        if ["has-", "no-", "with-", "wp-block", "js-", "tag-", "category-", "is-"]
            .iter()
            .any(|start| name.starts_with(start))
        {
            return None;
        }
        let words = words(name);
        let pairs = words.windows(2).find_map(|pair| {
            let found = PAIRS.iter().find(|(a, b, _)| pair[0] == *a && pair[1] == *b);
            found.map(|(_, _, what)| *what)
        });
        pairs.or_else(|| words.iter().find_map(|word| by_word(word)))
    })
}

/// How many names of an element are looked at.
const MOST_NAMES: usize = 12;

fn by_word(word: &str) -> Option<Boilerplate> {
    // A column of opinion, and what is one in a magazine.
    if matches!(word, "commentary" | "commentaries") {
        return None;
    }
    let whole = WORDS.iter().find(|(known, _)| word == *known);
    let whole = whole.or_else(|| STEMS.iter().find(|(stem, _)| word.starts_with(stem)));
    whole.map(|(_, what)| *what)
}

/// The words of a name: parted by marks and by capitals.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars().take(80) {
        if !c.is_ascii_alphanumeric() || (small && c.is_ascii_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && c.is_ascii_alphanumeric()
        {
            word.push(c.to_ascii_lowercase());
        }
        small = c.is_ascii_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the names of an element call it the lead of an article.
pub fn is_lead(tree: &Tree, id: NodeId) -> bool {
    const LEADS: [&str; 22] = [
        "lead",
        "lede",
        "standfirst",
        "dek",
        "chapo",
        "intro",
        "preamble",
        "ingress",
        "teaser",
        "subtitle",
        "subtitulo",
        "summary",
        "excerpt",
        "abstract",
        "sapo",
        "sommario",
        "desc",
        "description",
        "subheadline",
        "subhead",
        "bajada",
        "leadtext",
    ];
    let names =
        ["class", "id", "data-testid"].into_iter().filter_map(|name| tree.attribute(id, name));
    let mut words = names.flat_map(words);
    let described = tree.attribute(id, "itemprop") == Some("description");
    let text = matches!(tree.name(id), "p" | "div" | "h2" | "h3" | "section" | "header" | "span");
    text && (described || words.any(|word| LEADS.contains(&word.as_str())))
}

/// Whether an element is marked as what the page is about.
pub fn is_main(tree: &Tree, id: NodeId) -> bool {
    let kind = tree.attribute(id, "itemtype").unwrap_or_default();
    tree.attribute(id, "role") == Some("main") || kind.ends_with("Article")
}

/// Whether an element is not to be seen.
pub fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    let style = tree.attribute(id, "style").is_some_and(|style| {
        let style: String =
            style.chars().filter(|c| !c.is_whitespace()).take(400).collect::<String>();
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    let class = tree.attribute(id, "class").unwrap_or_default();
    let named = class.split_ascii_whitespace().any(|name| HIDDEN.contains(&name));
    let hidden = tree.attribute(id, "hidden").is_some_and(|value| value != "until-found");
    let aria = tree.attribute(id, "aria-hidden") == Some("true");
    hidden || style || named || aria
}

/// How sure names are that an element holds the article's text: the lower, the surer.
pub fn body_rank(tree: &Tree, id: NodeId) -> Option<usize> {
    let prop = tree.attribute(id, "itemprop").unwrap_or_default();
    if prop.split_ascii_whitespace().any(|prop| prop == "articleBody") {
        return Some(0);
    }
    let names = ["class", "id"].into_iter().filter_map(|name| tree.attribute(id, name));
    let names: Vec<String> =
        names.flat_map(str::split_ascii_whitespace).map(str::to_ascii_lowercase).collect();
    let rank = BODIES.iter().position(|list| {
        names.iter().any(|name| {
            list.iter().any(|body| {
                // Modules of style sheets put a number behind the name, or one before it.
                name == body || (body.len() > 9 && (name.starts_with(body) || name.ends_with(body)))
            })
        })
    });
    let by_name = match tree.name(id) {
        "article" => Some(2),
        "main" => Some(3),
        _ if tree.attribute(id, "role") == Some("main") => Some(3),
        _ => None,
    };
    rank.map(|rank| rank * 3 + 1).or(by_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_words() {
        assert_eq!(words("relatedPosts_list--big"), ["related", "posts", "list", "big"]);
        let by = |names: &str| by_names(names);
        assert_eq!(by("relatedPosts"), Some(Boilerplate::Related));
        assert_eq!(by("entry-meta"), Some(Boilerplate::Colophon));
        assert_eq!(by("post has-sidebar tag-share"), None);
        assert_eq!(by("shadow adjust header"), None);
    }
}
