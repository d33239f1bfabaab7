//! Languages in which people write scripts, and those that are read like them.

use super::super::Kind::{Constant, Keyword, Meta, Name, Type};
use super::super::syntax::{
    BOTH, C_LIKE, Calls, Capitals, DOUBLE, Hash, PLAIN, Quote, Raw, SINGLE, Syntax,
};

/// Words behind a `#`, types in capitals, functions before `(`.
const SCRIPT: Syntax = Syntax {
    line_comments: &["#"],
    quotes: BOTH,
    calls: Calls::Parenthesis,
    capitals: Capitals::Types,
    ..PLAIN
};

pub(in super::super) const JAVASCRIPT: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "async await break case catch class const continue debugger default delete do \
            else export extends finally for from function get if import in instanceof let new of \
            return set static super switch this throw try typeof var void while with yield",
        ),
        (Constant, "true false null undefined NaN Infinity"),
    ],
    quotes: &[DOUBLE, SINGLE, Quote::block("`").with_hole("${")],
    first: "$#",
    more: "$",
    sigils: &[('@', Meta)],
    regex: true,
    ..C_LIKE
};

pub(in super::super) const TYPESCRIPT: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract accessor as asserts async await break case catch class const continue \
            debugger declare default delete do else enum export extends finally for from function \
            get if implements import in infer instanceof interface is keyof let namespace new of \
            override private protected public readonly return satisfies set static super switch \
            this throw try type typeof unique var while with yield",
        ),
        (Type, "any bigint boolean never number object string symbol unknown void"),
        (Constant, "true false null undefined NaN Infinity"),
    ],
    ..JAVASCRIPT
};

pub(in super::super) const PHP: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract and array as break callable case catch class clone const continue \
            declare default die do echo else elseif empty enddeclare endfor endforeach endif \
            endswitch endwhile enum exit extends final finally fn for foreach function global \
            goto if implements include include_once instanceof insteadof interface isset list \
            match namespace new or print private protected public readonly require require_once \
            return static switch throw trait try unset use var while xor yield",
        ),
        (Type, "bool float int iterable mixed never object self parent string void"),
        (Constant, "true false null"),
    ],
    line_comments: &["//", "# "],
    quotes: &[
        Quote::block("\""),
        Quote::block("'"),
        Quote::between("<?php", "").of(Meta),
        Quote::between("<?=", "").of(Meta),
        Quote::between("?>", "").of(Meta),
    ],
    heredoc: "<<<",
    sigils: &[('$', Name)],
    hash: Hash::Attribute,
    ..C_LIKE
};

pub(in super::super) const PYTHON: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "and as assert async await break case class continue def del elif else except \
            finally for from global if import in is lambda match nonlocal not or pass raise \
            return self try while with yield",
        ),
        (
            Type,
            "bool bytearray bytes complex dict float frozenset int list object set str tuple \
            type",
        ),
        (Constant, "True False None Ellipsis NotImplemented __name__ __file__"),
    ],
    quotes: &[Quote::block("\"\"\""), Quote::block("'''"), DOUBLE, SINGLE],
    prefixes: "r b f u t rb br fr rf tr rt",
    sigils: &[('@', Meta)],
    prompts: &[">>> ", "... "],
    ..SCRIPT
};

pub(in super::super) const RUBY: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "alias and begin break case class def defined? do else elsif end ensure extend \
            for if in include loop module next not or prepend private protected public raise \
            redo require require_relative rescue retry return self super then undef unless until \
            when while yield attr_accessor attr_reader attr_writer lambda proc puts",
        ),
        (Constant, "true false nil __FILE__ __LINE__ ENV ARGV"),
    ],
    block_comments: &[("=begin", "=end")],
    quotes: &[
        Quote::block("\"").with_hole("#{"),
        Quote::block("'"),
        Quote::block("`").with_hole("#{"),
    ],
    heredoc: "<<",
    more: "?!",
    sigils: &[('@', Name), ('$', Name), (':', Constant)],
    regex: true,
    ..SCRIPT
};

pub(in super::super) const CRYSTAL: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract alias annotation as begin break case class def do else elsif end \
            ensure enum extend for fun if in include instance_sizeof lib macro module next of \
            out pointerof private protected raise require rescue return select self sizeof \
            struct super then typeof uninitialized union unless until verbatim when while with \
            yield puts property getter setter",
        ),
        (Constant, "true false nil"),
    ],
    ..RUBY
};

pub(in super::super) const PERL: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "and bless cmp continue default delete die do each else elsif eq exists exit for \
            foreach ge given goto gt if keys last le local lt my ne next no not or our package \
            print printf push qw redo ref require return say shift sub undef unless until use \
            values wantarray warn when while x xor",
        ),
        (Constant, "__FILE__ __LINE__ __PACKAGE__ STDIN STDOUT STDERR"),
    ],
    block_comments: &[("=pod", "=cut"), ("=head", "=cut")],
    quotes: &[Quote::block("\""), Quote::block("'"), Quote::block("`")],
    spaced_comments: true,
    heredoc: "<<",
    sigils: &[('$', Name), ('@', Name), ('%', Name)],
    capitals: Capitals::TypesOrCalls,
    regex: true,
    ..SCRIPT
};

pub(in super::super) const LUA: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "and break do else elseif end for function goto if in local not or repeat return \
            self then until while continue export type",
        ),
        (Constant, "true false nil _G _VERSION"),
    ],
    line_comments: &["--"],
    block_comments: &[("--[[", "]]"), ("--[=[", "]=]")],
    raw: Raw::Lua,
    capitals: Capitals::Plain,
    ..SCRIPT
};

pub(in super::super) const R: Syntax = Syntax {
    words: &[
        (Keyword, "break else for function if in next repeat return while library require"),
        (Constant, "TRUE FALSE NULL NA NaN Inf NA_integer_ NA_real_ NA_character_ T F"),
    ],
    quotes: &[Quote::block("\""), Quote::block("'"), Quote::line("`").of(Name)],
    first: ".",
    more: ".",
    capitals: Capitals::Plain,
    prompts: &["> "],
    ..SCRIPT
};

pub(in super::super) const JULIA: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract baremodule begin break catch const continue do else elseif end export \
            finally for function global if import in isa let local macro module mutable outer \
            primitive quote return struct try type using where while",
        ),
        (Constant, "true false nothing missing NaN Inf pi"),
    ],
    block_comments: &[("#=", "=#")],
    nested_comments: true,
    quotes: &[Quote::block("\"\"\""), Quote::block("\""), SINGLE.apart(), Quote::line("`")],
    prefixes: "r b raw v",
    more: "!",
    sigils: &[('@', Meta), (':', Constant)],
    prompts: &["julia> "],
    ..SCRIPT
};

pub(in super::super) const MATLAB: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "break case catch classdef continue else elseif end endfor endfunction endif \
            endwhile enumeration events for function global if methods otherwise parfor \
            persistent properties return switch try while",
        ),
        (Constant, "true false Inf NaN pi eps"),
    ],
    line_comments: &["%", "#"],
    block_comments: &[("%{", "%}")],
    quotes: &[DOUBLE, SINGLE.raw().apart()],
    capitals: Capitals::Plain,
    ..SCRIPT
};

pub(in super::super) const ELIXIR: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "after alias and case catch cond def defdelegate defexception defguard defimpl \
            defmacro defmodule defp defprotocol defstruct do else end fn for if import in not or \
            quote raise receive require rescue super try unless unquote use when with",
        ),
        (Constant, "true false nil __MODULE__"),
    ],
    quotes: &[
        Quote::block("\"\"\"").with_hole("#{"),
        Quote::block("\"").with_hole("#{"),
        Quote::block("'"),
    ],
    more: "?!",
    sigils: &[('@', Meta), (':', Constant)],
    prompts: &["iex> ", "iex(1)> "],
    ..SCRIPT
};

pub(in super::super) const NIM: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "addr and as asm bind block break case cast concept const continue converter \
            defer discard distinct div do elif else end enum except export finally for from func \
            if import in include interface is isnot iterator let macro method mixin mod nil not \
            notin object of or out proc ptr raise ref return shl shr static template try tuple \
            type using var when while xor yield echo",
        ),
        (Type, "bool char float float32 float64 int int8 int16 int32 int64 seq string uint void"),
        (Constant, "true false"),
    ],
    block_comments: &[("#[", "]#")],
    nested_comments: true,
    quotes: &[Quote::block("\"\"\"").raw(), DOUBLE],
    prefixes: "r fmt",
    ticks: true,
    ..SCRIPT
};

pub(in super::super) const GDSCRIPT: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "and as assert await break class class_name const continue elif else enum \
            extends for func if in is match not or pass return self signal static super var while",
        ),
        (Type, "bool float int void"),
        (Constant, "true false null PI TAU INF NAN"),
    ],
    ..PYTHON
};

pub(in super::super) const BASIC: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "addhandler addressof and andalso as byref byval call case catch class const \
            declare dim do each else elseif end enum error event exit finally for friend function \
            get global goto if implements imports in inherits interface is let like loop me mod \
            module mybase namespace new next not of on option optional or orelse overloads \
            overrides private property protected public readonly redim resume return select set \
            shared static step stop structure sub then throw to try until using wend when while \
            with withevents xor",
        ),
        (
            Type,
            "boolean byte char date decimal double integer long object short single string \
            variant",
        ),
        (Constant, "true false nothing null empty"),
    ],
    any_case: true,
    line_comments: &["'", "REM ", "Rem "],
    quotes: &[DOUBLE.raw()],
    hash: Hash::Directive,
    capitals: Capitals::Plain,
    ..SCRIPT
};

pub(in super::super) const PASCAL: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "and array as begin case class const constructor destructor div do downto else \
            end except exports file finally for function goto if implementation in inherited \
            initialization inline interface is label library mod not object of on or out \
            override packed private procedure program property protected public published raise \
            record repeat set shl shr then threadvar to try type unit until uses var virtual \
            while with xor",
        ),
        (
            Type,
            "boolean byte cardinal char double extended integer int64 longint longword pchar \
            real shortint single smallint string word",
        ),
        (Constant, "true false nil self result"),
    ],
    any_case: true,
    line_comments: &["//"],
    block_comments: &[("{", "}"), ("(*", "*)")],
    quotes: &[SINGLE.raw()],
    capitals: Capitals::Plain,
    ..SCRIPT
};

pub(in super::super) const FORTRAN: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "allocatable allocate associate block call case class close common contains \
            continue cycle data deallocate dimension do else elseif elsewhere end enddo endif \
            entry exit external format forall function go goto if implicit import in include \
            inout inquire intent interface intrinsic kind module namelist none nullify only open \
            operator optional out parameter pointer print private procedure program public pure \
            read recursive result return save select stop subroutine target then type use where \
            while write",
        ),
        (Type, "character complex double integer logical precision real"),
        (Constant, "true false"),
    ],
    any_case: true,
    line_comments: &["!"],
    quotes: &[DOUBLE.raw(), SINGLE.raw()],
    capitals: Capitals::Plain,
    hash: Hash::Directive,
    ..SCRIPT
};
