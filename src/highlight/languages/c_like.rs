//! C, and languages that look like it.

use super::super::Kind::{Constant, Keyword, Meta, Type};
use super::super::syntax::{C_LIKE, Calls, Capitals, DOUBLE, Hash, Quote, Raw, SINGLE, Syntax};

const BLOCK_DOUBLE: Quote = Quote::block("\"\"\"");

/// The types of C that no header names.
const C_TYPES: &str = "bool char double float int long short signed unsigned void size_t ssize_t \
    ptrdiff_t wchar_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t \
    intptr_t uintptr_t off_t time_t pid_t va_list";

pub(in super::super) const C: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "auto break case const continue default do else enum extern for goto if inline \
            register restrict return sizeof static struct switch typedef union volatile while \
            _Alignas _Alignof _Atomic _Bool _Generic _Noreturn _Static_assert _Thread_local",
        ),
        (Type, C_TYPES),
        (Constant, "NULL true false stdin stdout stderr errno"),
    ],
    prefixes: "L u U u8",
    hash: Hash::Directive,
    capitals: Capitals::TypesOrCalls,
    ..C_LIKE
};

pub(in super::super) const CPP: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "alignas alignof and asm auto bitand bitor break case catch class co_await \
            co_return co_yield compl concept const const_cast consteval constexpr constinit \
            continue decltype default delete do dynamic_cast else enum explicit export extern \
            final for friend goto if import inline module mutable namespace new noexcept not \
            operator or override private protected public register reinterpret_cast requires \
            return sizeof static static_assert static_cast struct switch template this \
            thread_local throw try typedef typeid typename union using virtual volatile while \
            xor __global__ __device__ __host__ __shared__",
        ),
        (Type, C_TYPES),
        (
            Type,
            "string wstring string_view vector map unordered_map set unordered_set pair tuple \
            optional variant unique_ptr shared_ptr weak_ptr char8_t char16_t char32_t",
        ),
        (Constant, "NULL nullptr true false"),
    ],
    prefixes: "L u U u8",
    raw: Raw::Cpp,
    ..C
};

pub(in super::super) const OBJECTIVE_C: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "break case const continue default do else enum extern for goto if in inline \
            return self sizeof static struct super switch typedef union volatile while nonatomic \
            strong weak copy assign readonly readwrite retain nullable nonnull __block",
        ),
        (Type, C_TYPES),
        (Type, "id instancetype SEL IMP BOOL Class"),
        (Constant, "nil Nil NULL YES NO true false"),
    ],
    sigils: &[('@', Keyword)],
    ..C
};

pub(in super::super) const SHADER: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "attribute break case const continue discard do else fn for if in inout layout \
            let out return struct switch uniform var varying while precision highp mediump lowp \
            cbuffer register static workgroup storage override loop",
        ),
        (
            Type,
            "bool int uint float double half void vec2 vec3 vec4 ivec2 ivec3 ivec4 uvec2 uvec3 \
            uvec4 mat2 mat3 mat4 sampler2D sampler3D samplerCube float2 float3 float4 float3x3 \
            float4x4 f32 f16 i32 u32 vec2f vec3f vec4f mat4x4f array texture_2d sampler",
        ),
        (Constant, "true false"),
    ],
    sigils: &[('@', Meta)],
    ..C
};

pub(in super::super) const RUST: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "as async await break const continue crate dyn else enum extern fn for if impl \
            in let loop macro_rules match mod move mut pub ref return self static struct super \
            trait type union unsafe use where while yield",
        ),
        (Type, "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Self"),
        (Constant, "true false"),
    ],
    nested_comments: true,
    quotes: &[Quote::block("\"")],
    prefixes: "b c",
    raw: Raw::Rust,
    ticks: true,
    hash: Hash::Attribute,
    calls: Calls::Macro,
    ..C_LIKE
};

pub(in super::super) const GO: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "break case chan const continue default defer else fallthrough for func go goto \
            if import interface map package range return select struct switch type var",
        ),
        (
            Type,
            "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 \
            int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
        ),
        (Constant, "true false nil iota"),
    ],
    quotes: &[DOUBLE, SINGLE, Quote::block("`").raw()],
    capitals: Capitals::Plain,
    ..C_LIKE
};

pub(in super::super) const ZIG: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "addrspace align allowzero and anyframe asm async await break catch comptime \
            const continue defer else enum errdefer error export extern fn for if inline \
            noalias noinline nosuspend opaque or orelse packed pub resume return struct suspend \
            switch test threadlocal try union unreachable usingnamespace var volatile while",
        ),
        (
            Type,
            "anyerror anyopaque anytype bool c_int c_uint f16 f32 f64 f128 i8 i16 i32 i64 i128 \
            isize noreturn type u8 u16 u32 u64 u128 usize void comptime_int comptime_float",
        ),
        (Constant, "true false null undefined"),
    ],
    block_comments: &[],
    sigils: &[('@', super::super::Kind::Function)],
    ..C_LIKE
};

pub(in super::super) const D: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract alias align asm assert auto body break case cast catch class const \
            continue debug default delegate delete deprecated do else enum export extern final \
            finally for foreach function goto if immutable import in inout interface invariant \
            is lazy mixin module new nothrow out override package pragma private protected \
            public pure ref return scope shared static struct super switch synchronized template \
            this throw try typeof union unittest version while with",
        ),
        (
            Type,
            "bool byte char dchar double float int long real short string ubyte uint ulong \
            ushort void wchar size_t",
        ),
        (Constant, "true false null"),
    ],
    block_comments: &[("/*", "*/"), ("/+", "+/")],
    quotes: &[Quote::block("\""), SINGLE, Quote::block("`").raw()],
    prefixes: "r",
    sigils: &[('@', Meta)],
    ..C_LIKE
};

pub(in super::super) const JAVA: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract assert break case catch class const continue default do else enum \
            extends final finally for goto if implements import instanceof interface native new \
            non-sealed package permits private protected public record return sealed static \
            strictfp super switch synchronized this throw throws transient try var void volatile \
            while yield",
        ),
        (Type, "boolean byte char double float int long short"),
        (Constant, "true false null"),
    ],
    quotes: &[BLOCK_DOUBLE, DOUBLE, SINGLE],
    sigils: &[('@', Meta)],
    ..C_LIKE
};

pub(in super::super) const KOTLIN: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract actual annotation as break by catch class companion const constructor \
            continue crossinline data delegate do else enum expect external final finally for fun \
            get if import in infix init inline inner interface internal is lateinit lazy noinline \
            object open operator out override package private protected public reified return \
            sealed set super suspend tailrec this throw try typealias val value var vararg when \
            where while",
        ),
        (Constant, "true false null"),
    ],
    nested_comments: true,
    quotes: &[BLOCK_DOUBLE.raw().with_hole("${"), DOUBLE.with_hole("${"), SINGLE],
    sigils: &[('@', Meta)],
    ..C_LIKE
};

pub(in super::super) const SCALA: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract case catch class def derives do else end enum export extends extension \
            final finally for forSome given if implicit import inline lazy match new object \
            opaque open override package private protected return sealed super then this throw \
            trait transparent try type using val var while with yield",
        ),
        (Constant, "true false null"),
    ],
    nested_comments: true,
    quotes: &[BLOCK_DOUBLE.raw(), DOUBLE],
    prefixes: "s f raw",
    ticks: true,
    sigils: &[('@', Meta)],
    ..C_LIKE
};

pub(in super::super) const GROOVY: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract as assert break case catch class const continue def default do else \
            enum extends final finally for goto if implements import in instanceof interface new \
            package private protected public return static super switch this throw throws trait \
            transient try var void volatile while",
        ),
        (Type, "boolean byte char double float int long short"),
        (Constant, "true false null"),
    ],
    quotes: &[BLOCK_DOUBLE.with_hole("${"), Quote::block("'''"), DOUBLE.with_hole("${"), SINGLE],
    sigils: &[('@', Meta)],
    ..C_LIKE
};

pub(in super::super) const CSHARP: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract as async await base break case catch checked class const continue \
            default delegate do else enum event explicit extern finally fixed for foreach get \
            global goto if implicit in init interface internal is let lock nameof namespace new \
            not operator or and out override params partial private protected public readonly \
            record ref required return sealed select from where orderby set sizeof stackalloc \
            static struct switch this throw try typeof unchecked unsafe using var virtual \
            volatile when while with yield",
        ),
        (
            Type,
            "bool byte char decimal double dynamic float int long nint nuint object sbyte short \
            string uint ulong ushort void",
        ),
        (Constant, "true false null"),
    ],
    quotes: &[
        BLOCK_DOUBLE.raw(),
        Quote::between("$@\"", "\"").raw(),
        Quote::between("@\"", "\"").raw(),
        Quote { open: "$\"", ..DOUBLE },
        DOUBLE,
        SINGLE,
    ],
    hash: Hash::Directive,
    capitals: Capitals::TypesOrCalls,
    ..C_LIKE
};

pub(in super::super) const SWIFT: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "actor any as associatedtype async await break case catch class continue \
            convenience default defer deinit didSet do dynamic else enum extension fallthrough \
            fileprivate final for func get guard if import in indirect infix init inout internal \
            is isolated lazy let mutating nonisolated nonmutating open operator optional \
            override postfix precedencegroup prefix private protocol public repeat required \
            rethrows return self set some static struct subscript super switch throw throws try \
            typealias unowned var weak where while willSet",
        ),
        (Constant, "true false nil"),
        (Type, "Self Any"),
    ],
    nested_comments: true,
    quotes: &[BLOCK_DOUBLE.with_hole("\\("), DOUBLE.with_hole("\\(")],
    raw: Raw::Swift,
    sigils: &[('@', Meta)],
    hash: Hash::Directive,
    ..C_LIKE
};

pub(in super::super) const DART: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract as assert async await base break case catch class const continue \
            covariant default deferred do dynamic else enum export extends extension external \
            factory final finally for get hide if implements import in interface is late library \
            mixin new on operator part required rethrow return sealed set show static super \
            switch sync this throw try typedef var void when while with yield",
        ),
        (Type, "bool double int num"),
        (Constant, "true false null"),
    ],
    quotes: &[
        BLOCK_DOUBLE.with_hole("${"),
        Quote::block("'''").with_hole("${"),
        DOUBLE.with_hole("${"),
        SINGLE.with_hole("${"),
    ],
    prefixes: "r",
    sigils: &[('@', Meta)],
    ..C_LIKE
};

pub(in super::super) const SOLIDITY: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "abstract as assembly break calldata case catch constant constructor continue \
            contract default delete do else emit enum error event external fallback for function \
            if immutable import indexed interface internal is library mapping memory modifier new \
            override payable pragma private public pure receive return returns storage struct \
            super switch this throw try type unchecked using var view virtual while",
        ),
        (
            Type,
            "address bool byte bytes bytes32 fixed int int256 string uint uint8 uint128 uint256",
        ),
        (Constant, "true false wei gwei ether seconds minutes hours days weeks"),
    ],
    ..C_LIKE
};

pub(in super::super) const PROTOBUF: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "edition enum extend extensions group import map max message oneof option \
            optional package public repeated required reserved returns rpc service stream syntax \
            to weak",
        ),
        (
            Type,
            "bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 \
            sint64 string uint32 uint64",
        ),
        (Constant, "true false"),
    ],
    ..C_LIKE
};
