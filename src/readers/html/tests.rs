use super::*;
use crate::article::{Block, InlineKind, plain_text, walk};
use crate::diagnostics::Boilerplate;

/// Sentences enough for a page to have an article.
const PROSE: &str = "<p>The mill by the river has stood there for as long as anyone remembers.</p>\
    <p>It will stand there for a long time yet, as far as one can tell today.</p>";

fn reading(page: &str) -> (Article, Diagnostics) {
    reading_with(page, false)
}

fn reading_with(page: &str, keep_all: bool) -> (Article, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let options = ReadOptions { keep_all, ..ReadOptions::default() };
    let article = read(&Source::new("a.html", page), &options, &mut diagnostics).unwrap();
    (article, diagnostics)
}

/// What is read of a page when someone says which part of it is the article.
fn reading_part(page: &str, part: Part) -> Result<(Article, Diagnostics), ReadError> {
    let mut diagnostics = Diagnostics::new();
    let options = ReadOptions { part, ..ReadOptions::default() };
    let article = read(&Source::new("a.html", page), &options, &mut diagnostics)?;
    Ok((article, diagnostics))
}

/// The blocks of a body.
fn blocks(body: &str) -> Vec<Block> {
    reading_with(&format!("<html lang=en><body>{body}"), true).0.blocks
}

fn text(article: &Article) -> Vec<String> {
    let mut text = Vec::new();
    walk::blocks(article, &mut |block| {
        text.extend(block.kind.inlines().into_iter().map(|run| plain_text(run).trim().to_owned()));
    });
    text
}

fn removed(diagnostics: &Diagnostics) -> Vec<(Boilerplate, String)> {
    let kinds = diagnostics.iter().filter_map(|diagnostic| match &diagnostic.kind {
        Kind::Removed { what, text, .. } => Some((*what, text.clone())),
        _ => None,
    });
    kinds.collect()
}

#[test]
fn the_article_is_found_and_what_is_around_it_reported() {
    let page = format!(
        "<nav><a href=/a>News</a></nav><div><h1>The mill</h1>{PROSE}</div>\
         <div class=comments><p>I have seen it, and it is a fine sight.</p></div>"
    );
    let (article, diagnostics) = reading(&page);
    assert_eq!(text(&article).len(), 2, "{article:?}");
    assert_eq!(article.meta.title_text().as_deref(), Some("The mill"));
    let removed = removed(&diagnostics);
    assert_eq!(removed[0], (Boilerplate::Navigation, "News".to_owned()));
    assert_eq!(removed[1].0, Boilerplate::Comments);
    assert_eq!(removed.len(), 2);
    assert!(text(&reading_with(&page, true).0).len() > 3);
}

#[test]
fn no_half_of_an_article_is_lost() {
    let page = format!("<main><div>{PROSE}{PROSE}</div><figure></figure><div>{PROSE}</div></main>");
    assert_eq!(text(&reading(&page).0).len(), 6);
}

#[test]
fn names_in_classes_do_not_take_the_article_away() {
    let page = format!("<body class='sidebar'><div class='social comments'>{PROSE}</div>");
    assert_eq!(text(&reading(&page).0).len(), 2);
}

#[test]
fn a_page_that_is_hidden_until_its_script_runs_is_read() {
    let page = format!("<div style='display: none'>{PROSE}</div><p hidden>Not seen, ever.</p>");
    assert_eq!(text(&reading(&page).0).len(), 2);
}

#[test]
fn text_that_the_page_hides_is_told_of() {
    let page = format!(
        "<p hidden>Seen by nobody.</p><article>{PROSE}<p style='display:none'>Nor this.</article>"
    );
    let mut removed = removed(&reading(&page).1);
    removed.sort();
    let hidden = ["Nor this.", "Seen by nobody."].map(|text| (Boilerplate::Other, text.to_owned()));
    assert_eq!(removed, hidden);
}

#[test]
fn who_knows_better_says_which_part_is_the_article() {
    let page = format!(
        "<title>The mill</title><nav><p>Menu</p></nav><article>{PROSE}</article>\
         <div class=x><p>A</p></div><script>s()</script><p class=x>B</p><p hidden>H</p>"
    );
    let selected = |css: &str| reading_part(&page, Part::Selected(Selector::parse(css).unwrap()));
    let (article, diagnostics) = selected(".x").unwrap();
    assert_eq!(text(&article), ["A", "B"]);
    assert_eq!(article.meta.title_text().as_deref(), Some("The mill"));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(text(&selected("[hidden], nav").unwrap().0), ["Menu", "H"]);
    let error = selected("main > .y").unwrap_err();
    assert_eq!(error.to_string(), "nothing on the page matches the selector “main > .y”");
    let whole = reading_part(&page, Part::Whole).unwrap().0;
    assert_eq!((text(&whole).len(), text(&whole).remove(0)), (5, "Menu".to_owned()));
}

#[test]
fn what_the_metadata_say_is_read_in_order_of_trust() {
    let page = format!(
        "<html lang=de><head><title>The mill – The Post</title><meta name=author content='By A. Person'>\
         <meta property=og:site_name content='The Post'><meta name=date content='20240331'>\
         <meta property=og:title content='The mill – The Post'>\
         <link rel=canonical href='https://post.example/mill'></head><body>{PROSE}"
    );
    let meta = reading(&page).0.meta;
    assert_eq!(meta.title_text().as_deref(), Some("The mill"));
    assert_eq!(meta.author_names(), ["A. Person"]);
    assert_eq!(meta.date.map(|date| date.to_string()).as_deref(), Some("2024-03-31"));
    assert_eq!(meta.language.map(|tag| tag.to_string()).as_deref(), Some("de"));
    assert_eq!(meta.publisher.as_deref(), Some("The Post"));
    assert_eq!(meta.source_url.as_deref(), Some("https://post.example/mill"));
}

#[test]
fn dates_are_those_of_the_article() {
    let date = |page: &str| {
        let page = format!("{page}<p class=date>3.2.2011</p>");
        reading(&page).0.meta.date.map(|date| date.to_string()).unwrap_or_default()
    };
    let article = format!("<article>{PROSE}</article>");
    assert_eq!(date(&format!("<div>12.16.2025</div>{article}")), "2025-12-16");
    assert_eq!(
        date(&format!("<p id=todays-date>Mar 14, 2026</p><i>16.12.2025</i>{article}")),
        "2025-12-16"
    );
    let address = "<meta property=og:url content='https://x.example/n/2024/0331/c1.html'>";
    assert_eq!(date(&format!("{address}{article}")), "2024-03-31");
    assert_eq!(date(&article), "2011-02-03");
}

#[test]
fn authors_are_people_where_some_are_told() {
    let authors = |page: String| reading(&page).0.meta.author_names().join("; ");
    let firm = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":\
        {\"@type\":\"Organization\",\"name\":\"The Courier\"}}</script>";
    assert_eq!(authors(format!("{firm}{PROSE}")), "The Courier");
    let signed =
        format!("{firm}<article>{PROSE}<p style='text-align:right'><b>Ann Brook</b></p></article>");
    assert_eq!(authors(signed), "Ann Brook");
    let mailed = "<meta name=author content='Ann Brook, ann@mill.example'>";
    assert_eq!(authors(format!("{mailed}{PROSE}")), "Ann Brook");
    assert_eq!(authors(format!("<p>2004年7月16日 [ 王小明 ] 来源</p>{PROSE}")), "王小明");
    assert_eq!(authors(format!("<p>十四、旧渡船</p>{PROSE}")), "");
    assert_eq!(authors(format!("<title>山水、渡船</title><p>山水、渡船</p>{PROSE}")), "");
}

#[test]
fn the_one_heading_is_the_title_unless_it_names_the_site() {
    let title = |head: &str| {
        let told = "<title>Mills worth seeing - The Post</title><meta property=og:title content='Mills worth seeing'>";
        reading(&format!("{told}{head}{PROSE}")).0.meta.title_text().unwrap_or_default()
    };
    assert_eq!(title("<h1>Where to find a mill</h1>"), "Where to find a mill");
    assert_eq!(title("<h1>The Post</h1>"), "Mills worth seeing");
    assert_eq!(title("<h1>Where to find one</h1><h1>Or another</h1>"), "Mills worth seeing");
}

#[test]
fn a_heading_that_names_the_site_is_no_title() {
    let title = |head: &str, body: &str| {
        let page = format!("<head>{head}</head><body>{body}{PROSE}");
        reading(&page).0.meta.title_text().unwrap_or_default()
    };
    let window = "<title>Where the mill stands - The Morning Post</title>";
    let logo = "<h1>The Morning Post</h1>";
    // Both headings say a part of what the window does.
    assert_eq!(
        title(window, &format!("{logo}<h1>Where the mill stands</h1>")),
        "Where the mill stands"
    );
    assert_eq!(
        title(window, &format!("{logo}<h2>Where the mill stands</h2>")),
        "Where the mill stands"
    );
    assert_eq!(
        title(window, &format!("{logo}<h3>Where the mill stands</h3>")),
        "Where the mill stands"
    );
    // What one place says beside what another says alone is the site.
    let told = "<title>Tales of mills: How it stands</title><meta property=og:title content='How it stands'>";
    assert_eq!(title(told, "<h1>Tales of mills</h1><h3>How it stands</h3>"), "How it stands");
    // The one heading has nothing of the title that people see further down.
    let person = "<h1>Hello, I am Ann</h1><h2>Where the mill stands</h2>";
    let sections = "<title>Where the mill stands | Notes | Ann Brook</title>";
    assert_eq!(title(sections, person), "Where the mill stands");
}

#[test]
fn sites_and_sections_go_from_either_end_of_a_title() {
    let title = |window: &str, body: &str| {
        let page = format!("<head><title>{window}</title></head><body>{body}{PROSE}");
        reading(&page).0.meta.title_text().unwrap_or_default()
    };
    let mill = "Where the old mill stands";
    assert_eq!(title(&format!("{mill} - Travel - Tales - The Post"), ""), mill);
    assert_eq!(
        title("磨坊在哪里可以看到__旅游_新闻网", "<p>磨坊在哪里可以看到</p>"),
        "磨坊在哪里可以看到"
    );
    assert_eq!(
        title("磨坊在哪里可以看到——春天_新闻网", "<p>磨坊在哪里可以看到</p><p>——春天</p>"),
        "磨坊在哪里可以看到——春天"
    );
}

#[test]
fn broken_linked_data_is_passed_over() {
    let script = "<script type=application/ld+json>";
    let page = format!(
        "{script}{{\"@type\": \"Article\", </script>{script}{{\"@type\":\"NewsArticle\",\"headline\":\"A\nmill\",\
         \"author\":{{\"@id\":\"#x\"}},\"datePublished\":\"soon\"}}</script>{PROSE}"
    );
    let meta = reading(&page).0.meta;
    assert_eq!(meta.title_text().as_deref(), Some("A mill"));
    assert_eq!((meta.authors.len(), meta.date), (0, None));
}

#[test]
fn pages_say_what_catalogues_ask() {
    let page = format!(
        "<meta name=citation_doi content='https://doi.org/10.1000/182'><meta name=citation_isbn \
         content='978-3-16-148410-0'><meta name=DC.identifier content='node/7'>\
         <script type=application/ld+json>{{\"@type\":\"Article\",\"editor\":{{\"name\":\"Ed Elm\"}},\
         \"translator\":[\"Cy Clerk\"],\"identifier\":{{\"propertyID\":\"doi\",\"value\":\"10.1000/182\"}},\
         \"isPartOf\":[{{\"@type\":\"WebSite\",\"name\":\"S\"}},{{\"@type\":\"CreativeWorkSeries\",\
         \"name\":\"Mills\"}}],\"position\":2}}</script>{PROSE}"
    );
    let meta = reading(&page).0.meta;
    assert_eq!(meta.identifiers, ["urn:isbn:9783161484100".into(), "doi:10.1000/182".into()]);
    let parts = meta.contributors.iter().map(|one| (one.role.name(), one.person.name.as_str()));
    assert_eq!(parts.collect::<Vec<_>>(), [("editor", "Ed Elm"), ("translator", "Cy Clerk")]);
    let series = meta.series.unwrap();
    assert_eq!((series.name.as_str(), series.position.unwrap().to_string()), ("Mills", "2".into()));
}

#[test]
fn lazy_images_are_found_and_counters_are_not() {
    let images = |body: &str| {
        let mut article = Article { blocks: blocks(body), ..Article::default() };
        let mut found = Vec::new();
        walk::images_mut(&mut article, &mut |image, _| found.push(image.reference.clone()));
        found
    };
    assert_eq!(images("<p><img src='data:image/gif;base64,R0lGOD' data-src=a.png>"), ["a.png"]);
    assert_eq!(images("<p><img data-srcset='a.png 300w, b.png 1200w, c.png 4000w'>"), ["b.png"]);
    assert_eq!(images("<picture><source srcset='a.webp 2x'><img></picture>"), ["a.webp"]);
    assert_eq!(images("<p><img src=about:blank><noscript><img src=a.png></noscript>"), ["a.png"]);
    assert_eq!(images("<p><img src=a.png><noscript><img src=b.png></noscript>"), ["a.png"]);
    let drawn = format!("data:image/png;base64,{}", "A".repeat(300));
    assert_eq!(images(&format!("<p><img src='{drawn}'>")), [drawn.as_str()]);
    assert_eq!(images(&format!("<p><img src='{drawn}' data-src=a.png>")), ["a.png"]);
    let whole = drawn.replace('A', &"A".repeat(40));
    assert_eq!(images(&format!("<p><img src='{whole}' data-src=a.png>")), [whole.as_str()]);
    assert!(images("<p><img src=a.png width=1 height=1><img>").is_empty());
    assert!(images("<p><img srcset='é'><img srcset=', ,'>").len() <= 1);
}

#[test]
fn notes_leave_the_text_and_lose_the_way_back() {
    let page = format!(
        "<article>{PROSE}<p>A claim.<sup><a href='#fn1' id=r1>1</a></sup> A square: m<sup>2</sup>.\
         <ol><li id=fn1>The proof. <a href='#fnref1'>↩</a></li></ol></article>"
    );
    let (article, _) = reading(&page);
    assert_eq!(article.notes.len(), 1);
    let note = article.notes[0].blocks[0].kind.inlines()[0].clone();
    assert_eq!(plain_text(&note).trim(), "The proof.");
    let mut references = 0;
    walk::inlines(&article, &mut |inline| {
        references += u32::from(matches!(&inline.kind, InlineKind::NoteRef { id } if id == "fn1"));
    });
    // Two sentences, the claim, and the note.
    assert_eq!((references, text(&article).len()), (1, 4));
}

#[test]
fn code_keeps_its_lines_and_language_and_loses_its_numbers() {
    let code = |body: &str| match blocks(body).remove(0).kind {
        BlockKind::Code(code) => (code.language, code.text),
        other => panic!("{other:?}"),
    };
    let rust = Some("rust".to_owned());
    assert_eq!(
        code("<pre><code class=language-rust>a\n  b</code></pre>"),
        (rust.clone(), "a\n  b".into())
    );
    assert_eq!(
        code("<div class=highlight-source-rust><pre>a<br>b</pre></div>"),
        (rust, "a\nb".into())
    );
    let table = "<table><tr><td class=gutter><pre>1</pre><td><pre>a</pre></table>";
    assert_eq!(code(table), (None, "a".into()));
}

#[test]
fn formulas_are_told_in_tex() {
    let formula = |body: &str| {
        let article = Article { blocks: blocks(body), ..Article::default() };
        let mut found = String::new();
        walk::inlines(&article, &mut |inline| {
            if let InlineKind::Math { tex } = &inline.kind {
                found.clone_from(tex);
            }
        });
        found
    };
    assert_eq!(formula("<p>a <math alttext='{\\displaystyle x^2}'><mi>x</mi></math>"), "x^2");
    assert_eq!(formula("<p>a <script type=math/tex>x_1</script>"), "x_1");
    assert_eq!(formula("<p>a <img class=latex alt='\\pi' src=p.png>"), "\\pi");
}

#[test]
fn two_breaks_end_a_paragraph_and_one_a_line() {
    let blocks = blocks("<div>One.<br>Two.<br> <br>Three.</div>");
    assert_eq!(blocks.len(), 2);
    assert_eq!(plain_text(blocks[0].kind.inlines()[0]), "One. Two.");
}

#[test]
fn small_elements_keep_what_they_say() {
    let said = |body: &str| {
        let article = Article { blocks: blocks(body), ..Article::default() };
        text(&article).join("|")
    };
    assert_eq!(said("<p>He said <q>yes, <q>yes</q></q>."), "He said “yes, ‘yes’”.");
    assert_eq!(said("<p lang=ja><ruby>漢<rp>(<rt>kan<rp>)</ruby>"), "漢(kan)");
    assert_eq!(said("<p><abbr title='World'>W</abbr> <kbd>Ctrl</kbd> <samp>x</samp>"), "W Ctrl x");
    assert_eq!(said("<details><summary>More</summary><p>Inside.</details>"), "More|Inside.");
    assert_eq!(said("<dl><dt>A<dd>B</dl>"), "A|B");
    let inline = |body: &str| match blocks(body).remove(0).kind {
        BlockKind::Paragraph { content } => content,
        other => panic!("{other:?}"),
    };
    let target = |body: &str| match inline(body).remove(0).kind {
        InlineKind::Link(link) => (link.target.clone(), plain_text(&link.content)),
        other => panic!("{other:?}"),
    };
    let video = "<iframe src='https://www.youtube.com/embed/a1?x' title='A film'></iframe>";
    let film = ("https://www.youtube.com/watch?v=a1".to_owned(), "A film".to_owned());
    assert_eq!(target(video), film);
    let clip = target("<video title=Clip><source src=clip.mp4></video>");
    assert_eq!(clip, ("clip.mp4".to_owned(), "Clip".to_owned()));
    let InlineKind::Abbreviation { expansion, .. } =
        inline("<p><abbr title=' World '>W</abbr>").remove(0).kind
    else {
        panic!();
    };
    assert_eq!(expansion, "World");
    let InlineKind::Span(span) = inline("<p><span dir=rtl lang=he>שלום</span>").remove(0).kind
    else {
        panic!("no span");
    };
    assert_eq!(span.language.map(|tag| tag.to_string()).as_deref(), Some("he"));
    let quote = blocks("<blockquote cite='https://x.example'><p>So.<footer>A. Person</footer>");
    let BlockKind::Quote(quote) = &quote[0].kind else { panic!("no quotation") };
    assert_eq!(plain_text(&quote.attribution), "A. Person");
    assert_eq!(quote.cite.as_deref(), Some("https://x.example"));
    for html in [
        "<figure><blockquote><p>So.</blockquote><figcaption>A. Person</figcaption></figure>",
        "<blockquote><p>So.<figcaption>A. Person</figcaption></blockquote>",
    ] {
        let blocks = blocks(html);
        let [Block { kind: BlockKind::Quote(quote), .. }] = &blocks[..] else {
            panic!("{blocks:?}")
        };
        assert_eq!(plain_text(&quote.attribution), "A. Person");
    }
}

#[test]
fn comments_go_however_long_they_are() {
    let comment = "<h4>re: mill</h4><p>I have seen the mill too, and it is a fine sight, as everyone says.</p>";
    let page =
        format!("<div>{PROSE}</div><div id=comments><h3>Comments</h3>{}</div>", comment.repeat(40));
    assert_eq!(text(&reading(&page).0).len(), 2);
    // What is named so and comes first is the article.
    let page = format!("<div class='comments layout'>{PROSE}{PROSE}</div><p>Another sentence.</p>");
    assert!(text(&reading(&page).0).len() >= 4);
}

#[test]
fn lists_and_tables_of_links_are_kept_where_they_are_what_is_told() {
    let items: String = (1..6).map(|at| {
        format!("<li><a href='https://bugs.example/{at}'>The wheel turns the wrong way round {at}</a>")
    }).collect();
    let page = |host: &str| {
        format!(
            "<link rel=canonical href='https://{host}/mill'><article>{PROSE}{PROSE}<ul>{items}</ul>{PROSE}</article>"
        )
    };
    let lists = |page: &str| {
        let mut lists = 0;
        walk::blocks(&reading(page).0, &mut |block| {
            lists += u32::from(matches!(block.kind, BlockKind::List(_)));
        });
        lists
    };
    assert_eq!((lists(&page("www.mill.example")), lists(&page("bugs.example"))), (1, 0));
    let row =
        "<tr><td><a href=/a>Application one</a><td><a href=/b>20 MB</a><td><a href=/c>3 MB</a>";
    let page = format!("<article>{PROSE}<table>{}</table>{PROSE}</article>", row.repeat(6));
    let kept = reading(&page).0.blocks;
    let table = kept.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let said = plain_text(table.unwrap().body[0].cells[0].blocks[0].kind.inlines()[0]);
    assert_eq!(said, "Application one");
}

#[test]
fn a_table_that_holds_an_image_and_its_caption_is_a_figure() {
    let table =
        "<table><tr><td><img src=a.png></td></tr><tr><td>The <b>mill</b>.</td></tr></table>";
    let BlockKind::Figure(figure) = &blocks(table)[0].kind else { panic!("no figure") };
    assert_eq!(plain_text(&figure.caption), "The mill.");
}

#[test]
fn hostile_pages_end() {
    let rows = "<table><tr><td colspan=65000 rowspan=65000>a".repeat(400);
    let pages =
        ["<ul><li>".repeat(20_000), "<blockquote>".repeat(20_000), rows, "<q>".repeat(20_000)];
    for page in pages {
        reading(&format!("<html><body>{page}<p>The end, which is a sentence."));
    }
    for page in ["<html>", "<html><body><!-- -->", "<html><frameset><frame></frameset>"] {
        assert!(reading(page).0.blocks.is_empty());
    }
}

#[test]
fn bounds_that_are_met_are_told_and_lose_no_text() {
    let kinds = |page: &str| {
        let (article, diagnostics) = reading(&format!("<html><body>{page}{PROSE}</body>"));
        // Tags may go, and with them paragraphs.
        let words: usize = text(&article).iter().map(|text| text.split(' ').count()).sum();
        assert!((29..=30).contains(&words), "{words} words: {page:.80}");
        diagnostics.iter().map(|diagnostic| diagnostic.kind.clone()).collect::<Vec<_>>()
    };
    let many: String = (0..2_000).map(|at| format!(" a{at}=1")).collect();
    assert_eq!(kinds(&format!("<div{many}>")), [Kind::AttributesCapped { limit: 500 }]);
    assert_eq!(kinds(&"<div>".repeat(2_000)), [Kind::NestingCapped { limit: 256 }]);
    let long = "ä ".repeat(100_000);
    assert_eq!(kinds(&format!("<div class='{long}' style='{long}' id='{long}'>")), []);
}
