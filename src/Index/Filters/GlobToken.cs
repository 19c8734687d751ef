using System.Text;

namespace SearchEngine.Index.Filters;

/// <summary>What a part of a glob stands for.</summary>
internal enum GlobKind
{
    /// <summary>A character.</summary>
    Literal,

    /// <summary>Any character but a slash.</summary>
    Any,

    /// <summary>A character of a class.</summary>
    Class,

    /// <summary>Any characters but slashes, or none.</summary>
    Name,

    /// <summary>Any characters, or none.</summary>
    Anything,

    /// <summary>Any whole folders with the slash behind each, or none.</summary>
    Folders,
}

/// <summary>A part of a glob.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Literal">The character of <see cref="GlobKind.Literal"/>.</param>
/// <param name="Class">The class of <see cref="GlobKind.Class"/>.</param>
internal readonly record struct GlobToken(GlobKind Kind, char Literal = default, GlobClass? Class = null)
{
    /// <summary>Whether a token of one character matches what <paramref name="path"/> begins with.</summary>
    /// <param name="path">Not empty.</param>
    /// <param name="width">UTF-16 units of the character that matched.</param>
    public bool MatchesFirst(ReadOnlySpan<char> path, out int width)
    {
        width = 1;
        if (Kind == GlobKind.Literal) return path[0] == Literal;
        if (path[0] == '/') return false;
        Rune.DecodeFromUtf16(path, out Rune character, out width);
        return Class is null || Class.Contains(character.Value);
    }
}
