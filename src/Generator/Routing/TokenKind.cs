namespace SearchEngine.Generator.Routing;

/// <summary>What a token is in its text, by the plain rules of <see cref="TokenClassifier"/>.</summary>
public enum TokenKind
{
    /// <summary>Marks between words: <c>.</c>, <c>,</c>, <c>"</c>, and any other sign that is not code's.</summary>
    Punctuation,

    /// <summary>Digits.</summary>
    Number,

    /// <summary>A word in capitals, or one that begins with one although no sentence begins there.</summary>
    Name,

    /// <summary>An English word of grammar rather than of a subject: articles, pronouns, prepositions, conjunctions, auxiliary verbs.</summary>
    FunctionWord,

    /// <summary>The beginning of any other word.</summary>
    Word,

    /// <summary>The second and later pieces of a word that the vocabulary does not have whole.</summary>
    Continuation,

    /// <summary>Brackets, operators and identifiers of a program, and in a text that is code all but numbers and blanks.</summary>
    Code,

    /// <summary>Line breaks, and spaces that are no word's.</summary>
    Blank,
}
