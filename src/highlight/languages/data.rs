//! Languages of data, of settings and of documents.

use super::super::Kind::{Constant, Function, Keyword, Meta, Name, Type};
use super::super::heads;
use super::super::syntax::{BOTH, C_LIKE, Calls, Capitals, DOUBLE, PLAIN, Quote, SINGLE, Syntax};

pub(in super::super) const JSON: Syntax = Syntax {
    words: &[(Constant, "true false null undefined NaN Infinity")],
    keys: true,
    calls: Calls::None,
    capitals: Capitals::Plain,
    ..C_LIKE
};

pub(in super::super) const YAML: Syntax = Syntax {
    words: &[(Constant, "true false null yes no on off True False Null Yes No")],
    line_comments: &["#"],
    spaced_comments: true,
    quotes: &[Quote::block("\"").apart(), Quote::block("'").raw().apart()],
    keys: true,
    more: "-./",
    sigils: &[('&', Meta), ('*', Meta), ('!', Type)],
    head: Some(heads::yaml),
    ..PLAIN
};

pub(in super::super) const TOML: Syntax = Syntax {
    words: &[(Constant, "true false inf nan")],
    line_comments: &["#"],
    quotes: &[Quote::block("\"\"\""), Quote::block("'''").raw(), DOUBLE, SINGLE.raw()],
    head: Some(heads::sections),
    ..PLAIN
};

pub(in super::super) const INI: Syntax = Syntax {
    words: &[(Constant, "true false yes no on off")],
    any_case: true,
    line_comments: &["#", ";"],
    spaced_comments: true,
    quotes: &[DOUBLE.apart(), SINGLE.apart()],
    sigils: &[('$', Name)],
    more: "-./:",
    first: "/",
    head: Some(heads::sections),
    ..PLAIN
};

pub(in super::super) const NGINX: Syntax = Syntax {
    words: &[
        (Keyword, "events http if include location map server stream types upstream"),
        (
            Name,
            "access_log add_header alias error_log error_page fastcgi_pass gzip index listen \
            proxy_pass proxy_set_header return rewrite root server_name ssl_certificate \
            ssl_certificate_key try_files worker_connections worker_processes",
        ),
        (Constant, "on off"),
    ],
    line_comments: &["#"],
    spaced_comments: true,
    quotes: BOTH,
    more: "-.",
    sigils: &[('$', Name)],
    ..PLAIN
};

pub(in super::super) const HCL: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "data dynamic for for_each if import in locals module moved output provider \
            resource terraform variable count depends_on lifecycle",
        ),
        (Type, "any bool list map number object set string tuple"),
        (Constant, "true false null"),
    ],
    line_comments: &["#", "//"],
    block_comments: &[("/*", "*/")],
    quotes: &[DOUBLE.with_hole("${")],
    heredoc: "<<",
    calls: Calls::Parenthesis,
    head: Some(heads::sections),
    ..PLAIN
};

pub(in super::super) const NIX: Syntax = Syntax {
    words: &[
        (Keyword, "assert else if import in inherit let or rec then with"),
        (Function, "builtins abort baseNameOf derivation fetchTarball map throw toString"),
        (Constant, "true false null"),
    ],
    line_comments: &["#"],
    block_comments: &[("/*", "*/")],
    quotes: &[Quote::block("''").raw().with_hole("${"), Quote::block("\"").with_hole("${")],
    more: "-'",
    ..PLAIN
};

pub(in super::super) const SQL: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "add all alter analyze and any as asc autoincrement auto_increment begin between \
            by cascade case cast check collate column commit conflict constraint create cross \
            cube current database declare default deferrable delete desc distinct do drop else \
            elsif end engine escape except exec execute exists explain extension fetch filter \
            first following for foreign from full function generated grant group grouping having \
            if ignore ilike immutable in index inner insert intersect interval into is isolation \
            join key language last lateral left level like limit loop materialized merge natural \
            next not nulls of offset on only or order outer over partition preceding primary \
            procedure range recursive references refresh rename replace restrict return returning \
            returns revoke right rollback rollup row rows savepoint schema select sequence \
            serializable set show some table tablespace temp temporary then to top transaction \
            trigger truncate unbounded union unique update use using vacuum values view when \
            where while window with within without",
        ),
        (
            Type,
            "array bigint bigserial binary bit blob bool boolean bytea char character clob date \
            datetime decimal double enum float int integer json jsonb money nchar numeric \
            nvarchar precision real serial smallint text time timestamp timestamptz tinyint uuid \
            varbinary varchar varying xml zone",
        ),
        (Constant, "true false null current_date current_timestamp current_user"),
    ],
    any_case: true,
    line_comments: &["--", "# "],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote::block("'").raw(),
        Quote::block("$$").raw(),
        DOUBLE.raw().of(Name),
        Quote::line("`").raw().of(Name),
    ],
    prefixes: "e n b x",
    sigils: &[('@', Name), ('$', Name)],
    calls: Calls::Parenthesis,
    prompts: &["mysql> ", "sqlite> ", "postgres=# ", "SQL> "],
    ..PLAIN
};

pub(in super::super) const GRAPHQL: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "directive enum extend fragment implements input interface mutation on query \
            repeatable scalar schema subscription type union",
        ),
        (Type, "Boolean Float ID Int String"),
        (Constant, "true false null"),
    ],
    line_comments: &["#"],
    quotes: &[Quote::block("\"\"\""), DOUBLE],
    sigils: &[('$', Name), ('@', Meta)],
    capitals: Capitals::Types,
    ..PLAIN
};

pub(in super::super) const LATEX: Syntax = Syntax {
    line_comments: &["%"],
    quotes: &[Quote::block("$$"), Quote::line("$")],
    sigils: &[('\\', Keyword)],
    ..PLAIN
};

pub(in super::super) const MARKDOWN: Syntax = Syntax {
    block_comments: &[("<!--", "-->")],
    quotes: &[Quote::line("``").raw(), Quote::line("`").raw()],
    head: Some(heads::markdown),
    ..PLAIN
};

pub(in super::super) const DIFF: Syntax = Syntax { head: Some(heads::diff), ..PLAIN };
