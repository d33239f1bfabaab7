//! Languages of functions and of facts.

use super::super::Kind::{Constant, Keyword, Type};
use super::super::syntax::{Calls, Capitals, DOUBLE, Hash, PLAIN, Quote, SINGLE, Syntax};

pub(in super::super) const HASKELL: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "as case class data default deriving do else family forall foreign hiding if \
            import in infix infixl infixr instance let mdo module newtype of pattern qualified \
            rec then type where",
        ),
        (Constant, "True False Nothing otherwise undefined"),
    ],
    line_comments: &["--"],
    block_comments: &[("{-", "-}")],
    nested_comments: true,
    quotes: &[DOUBLE],
    ticks: true,
    more: "'",
    capitals: Capitals::Types,
    prompts: &["ghci> ", "λ> ", "Prelude> "],
    ..PLAIN
};

pub(in super::super) const ELM: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "alias as case class derive else exposing foreign forall hiding if import in \
            infix infixl infixr instance let module newtype data of port then type where do",
        ),
        (Constant, "True False Nothing true false"),
    ],
    quotes: &[Quote::block("\"\"\""), DOUBLE],
    ..HASKELL
};

pub(in super::super) const OCAML: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "and as assert asr begin class constraint do done downto else end exception \
            external for fun function functor if in include inherit initializer land lazy let \
            lor lsl lsr lxor match method mod module mutable new nonrec object of open or \
            private rec sig struct switch then to try type val virtual when while with",
        ),
        (Type, "array bool char exn float int list option string unit"),
        (Constant, "true false None"),
    ],
    block_comments: &[("(*", "*)")],
    nested_comments: true,
    quotes: &[Quote::block("\"")],
    ticks: true,
    more: "'",
    capitals: Capitals::Types,
    ..PLAIN
};

pub(in super::super) const FSHARP: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract and as assert async base begin class default delegate do done downcast \
            downto elif else end exception extern finally fixed for fun function global if in \
            inherit inline interface internal lazy let match member mod module mutable namespace \
            new not of open or override private public rec return select static struct task then \
            to try type upcast use val void when while with yield",
        ),
        (Type, "bool byte char decimal double float int int64 list obj option seq string unit"),
        (Constant, "true false null None"),
    ],
    line_comments: &["//"],
    quotes: &[Quote::block("\"\"\"").raw(), Quote::block("\"")],
    hash: Hash::Directive,
    ..OCAML
};

pub(in super::super) const ERLANG: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "after and andalso band begin bnot bor bsl bsr bxor case catch cond div end fun \
            if let maybe not of or orelse receive rem try when xor",
        ),
        (Constant, "true false undefined ok error"),
    ],
    line_comments: &["%"],
    quotes: &[Quote::block("\""), SINGLE.of(Constant)],
    sigils: &[('?', Constant)],
    calls: Calls::Parenthesis,
    prompts: &["1> "],
    ..PLAIN
};

pub(in super::super) const CLOJURE: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "and binding case catch comment cond cond-> cond->> def defmacro defmethod \
            defmulti defn defn- defonce defprotocol defrecord deftype do doseq dotimes finally fn \
            for if if-let if-not import let letfn loop new ns or quote recur reify require set! \
            throw try use var when when-let when-not while -> ->>",
        ),
        (Constant, "true false nil"),
    ],
    line_comments: &[";"],
    quotes: &[Quote::block("\"")],
    first: "-+*/<>=!?&%.",
    more: "-+*/<>=!?&%.'#",
    sigils: &[(':', Constant)],
    calls: Calls::Lisp,
    prompts: &["user=> "],
    ..PLAIN
};

pub(in super::super) const LISP: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "and assert begin block case catch cond cons-stream declare defclass defconst \
            defconstant defcustom defgeneric define define-macro define-record-type define-struct \
            define-syntax defmacro defmethod defpackage defparameter defstruct defun defvar \
            delay destructuring-bind do dolist dotimes else error eval flet for if ignore-errors \
            in-package interactive labels lambda let let* let*-values let-values letrec loop \
            macrolet match module multiple-value-bind named-lambda or otherwise prog1 progn \
            provide quasiquote quote require return return-from save-excursion set! setf setq \
            struct syntax-rules tagbody throw unless unquote unwind-protect use-package when \
            while with-slots",
        ),
        (Constant, "t nil #t #f #true #false"),
    ],
    block_comments: &[("#|", "|#")],
    nested_comments: true,
    first: "-+*/<>=!?&%#",
    ..CLOJURE
};

pub(in super::super) const PROLOG: Syntax = Syntax {
    words: &[(Keyword, "is mod not rem xor dynamic discontiguous module use_module")],
    line_comments: &["%"],
    block_comments: &[("/*", "*/")],
    quotes: &[DOUBLE, SINGLE],
    capitals: Capitals::Types,
    calls: Calls::Parenthesis,
    prompts: &["?- "],
    ..PLAIN
};
