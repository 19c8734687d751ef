namespace SearchEngine.Cli.Experts;

/// <summary>What a token is in its text, by the rules of <see cref="TokenClassifier"/>.</summary>
internal enum TokenKind
{
    /// <summary>Punctuation and any other sign that is not typical of code.</summary>
    Punctuation,

    /// <summary>Digits.</summary>
    Number,

    /// <summary>A word in capitals, or a capitalized word inside a sentence.</summary>
    Name,

    /// <summary>An English function word: an article, pronoun, preposition, conjunction or auxiliary verb.</summary>
    FunctionWord,

    /// <summary>The start of any other word.</summary>
    Word,

    /// <summary>The second and later pieces of a word that is not in the vocabulary.</summary>
    Continuation,

    /// <summary>Brackets, operators and identifiers of a program; in a text that is code, everything except numbers and blanks.</summary>
    Code,

    /// <summary>Line breaks, and spaces that do not belong to a word.</summary>
    Blank,
}
