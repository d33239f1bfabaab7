//! Languages of commands, of builds and of machines.

use super::super::Kind::{Constant, Keyword, Name, Type};
use super::super::heads;
use super::super::syntax::{BOTH, Calls, Capitals, DOUBLE, PLAIN, Quote, SINGLE, Syntax};

pub(in super::super) const BASH: Syntax = Syntax {
    words: &[(
        Keyword,
        "alias break case continue coproc declare do done elif else end esac eval exec exit export \
         fi for function if in local readonly return select set shift source then time trap \
         typeset unalias unset until while begin switch",
    )],
    line_comments: &["#"],
    spaced_comments: true,
    quotes: &[Quote::block("\""), Quote::block("'").raw()],
    heredoc: "<<",
    first: "./~",
    more: "-./+:@%~",
    sigils: &[('$', Name)],
    calls: Calls::Command,
    prompts: &["$ ", "% ", "❯ ", "> "],
    ..PLAIN
};

pub(in super::super) const POWERSHELL: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "begin break catch class continue data do dynamicparam else elseif end enum exit \
            filter finally for foreach from function if in param process return switch throw trap \
            try until using while",
        ),
        (Constant, "$true $false $null"),
    ],
    any_case: true,
    block_comments: &[("<#", "#>")],
    quotes: &[
        Quote::between("@\"", "\"@").raw(),
        Quote::between("@'", "'@").raw(),
        Quote { escape: Some(b'`'), ..Quote::block("\"") },
        Quote::block("'").raw(),
    ],
    heredoc: "",
    first: "",
    more: "-",
    prompts: &["PS> ", "PS C:\\> "],
    ..BASH
};

pub(in super::super) const BATCH: Syntax = Syntax {
    words: &[(
        Keyword,
        "call cd cls defined do echo else endlocal errorlevel exist exit for goto if in not off on \
         pause set setlocal shift start",
    )],
    any_case: true,
    line_comments: &["rem ", "REM ", "::"],
    quotes: &[DOUBLE.raw(), Quote::line("%").of(Name).raw()],
    more: "-.",
    head: Some(heads::label),
    ..PLAIN
};

pub(in super::super) const DOCKERFILE: Syntax = Syntax {
    words: &[(Keyword, "AS as")],
    calls: Calls::None,
    heredoc: "<<",
    head: Some(heads::dockerfile),
    prompts: &[],
    ..BASH
};

pub(in super::super) const MAKE: Syntax = Syntax {
    words: &[(
        Keyword,
        "define else endef endif export ifdef ifeq ifndef ifneq include override unexport vpath",
    )],
    line_comments: &["#"],
    quotes: &[
        DOUBLE,
        SINGLE,
        Quote { open: "$(", close: ")", ..Quote::line("").of(Name) },
        Quote { open: "${", close: "}", ..Quote::line("").of(Name) },
    ],
    more: "-.",
    sigils: &[('$', Name)],
    head: Some(heads::make),
    ..PLAIN
};

pub(in super::super) const CMAKE: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "if elseif else endif foreach endforeach while endwhile function endfunction \
            macro endmacro return break continue include and or not",
        ),
        (Constant, "on off true false"),
    ],
    any_case: true,
    line_comments: &["#"],
    block_comments: &[("#[[", "]]")],
    quotes: &[Quote::block("\"")],
    sigils: &[('$', Name)],
    calls: Calls::Parenthesis,
    capitals: Capitals::TypesOrCalls,
    ..PLAIN
};

pub(in super::super) const AWK: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "BEGIN END break continue delete do else exit for function getline if in next \
            nextfile print printf return while",
        ),
        (Constant, "NR NF FS OFS ORS RS FNR FILENAME ENVIRON"),
    ],
    line_comments: &["#"],
    quotes: &[DOUBLE],
    sigils: &[('$', Name)],
    calls: Calls::Parenthesis,
    regex: true,
    ..PLAIN
};

pub(in super::super) const VIM: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "augroup autocmd call catch cmap colorscheme command echo else elseif endfor \
            endfunction endif endtry endwhile execute filetype finally for function highlight if \
            imap inoremap let map nmap nnoremap noremap normal plug return set setlocal source \
            syntax throw try unlet vmap vnoremap while xnoremap",
        ),
        (Constant, "v:true v:false v:null"),
    ],
    line_comments: &["\" ", "#"],
    spaced_comments: true,
    quotes: BOTH,
    more: ":#",
    calls: Calls::Parenthesis,
    ..PLAIN
};

pub(in super::super) const ASSEMBLY: Syntax = Syntax {
    words: &[
        (
            Keyword,
            "adc add addi and b beq bl blr bne br bx call cbnz cbz cmp cmpxchg cpuid dec div \
            idiv imul inc int iret j ja jae jal jb jbe je jg jge jl jle jmp jne jnz jr js jz la \
            ldr ldp lea leave li loop lw mov movabs movl movq movsx movzx mul mv neg nop not or \
            pop push pushq popq rep ret retq rol ror sal sar sbb shl shr stp str sub subi subq \
            addq sw svc syscall test xchg xor xorl",
        ),
        (
            Type,
            "al ah ax bl bx cl cx dl dx eax ebx ecx edx esi edi ebp esp rax rbx rcx rdx rsi rdi \
            rbp rsp rip r8 r9 r10 r11 r12 r13 r14 r15 x0 x1 x2 x3 x4 x5 x6 x7 x8 x29 x30 w0 w1 w2 \
            sp lr pc fp ra a0 a1 a2 a3 a4 a5 a6 a7 t0 t1 t2 s0 s1 zero xmm0 xmm1 ymm0 ymm1",
        ),
        (
            Name,
            "byte word dword qword ptr db dw dd dq resb section segment global extern equ times",
        ),
    ],
    any_case: true,
    line_comments: &[";", "//", "# ", "@ "],
    block_comments: &[("/*", "*/")],
    quotes: BOTH,
    first: ".",
    more: ".",
    sigils: &[('%', Type), ('$', super::super::Kind::Number)],
    head: Some(heads::label),
    ..PLAIN
};
