using System.Globalization;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Interactive;

/// <summary>A line being edited. Each edit returns a new line, and the cursor is never inside a grapheme.</summary>
/// <param name="Text">The line, without control characters.</param>
/// <param name="Cursor">The number of UTF-16 units before the cursor.</param>
internal readonly record struct EditorLine(string Text, int Cursor)
{
    /// <summary>The maximum length, short enough to search and draw at each key.</summary>
    public const int MaxLength = 2000;

    public static EditorLine Empty { get; } = new("", 0);

    public string Before => Text[..Cursor];

    public string After => Text[Cursor..];

    public static EditorLine FromText(string text) => Empty.Insert(text);

    /// <summary>Inserts as much text at the cursor as fits; line breaks and tabs become spaces, other controls are removed.</summary>
    public EditorLine Insert(string text)
    {
        string plain = PlainText.CleanInput(text);
        string fitting = plain[..Math.Min(plain.Length, MaxLength - Text.Length)];
        if (fitting.Length > 0 && char.IsHighSurrogate(fitting[^1])) fitting = fitting[..^1];
        return new EditorLine(Before + fitting + After, Cursor + fitting.Length);
    }

    public EditorLine MoveLeft() => this with { Cursor = FindPreviousCharacter() };

    public EditorLine MoveRight() => this with { Cursor = Cursor + StringInfo.GetNextTextElementLength(Text.AsSpan(Cursor)) };

    public EditorLine MoveWordLeft() => this with { Cursor = FindPreviousWord() };

    public EditorLine MoveWordRight()
    {
        int at = Cursor;
        while (at < Text.Length && Text[at] == ' ') at++;
        while (at < Text.Length && Text[at] != ' ') at++;
        return this with { Cursor = at };
    }

    public EditorLine MoveToStart() => this with { Cursor = 0 };

    public EditorLine MoveToEnd() => this with { Cursor = Text.Length };

    public EditorLine Backspace() => DeleteFrom(FindPreviousCharacter());

    public EditorLine Delete() => MoveRight().DeleteFrom(Cursor);

    public EditorLine DeleteWord() => DeleteFrom(FindPreviousWord());

    public EditorLine DeleteToStart() => DeleteFrom(0);

    public EditorLine DeleteToEnd() => new(Before, Cursor);

    private EditorLine DeleteFrom(int start) => new(Text[..start] + After, start);

    private int FindPreviousCharacter()
    {
        int at = 0;
        for (int length; at < Cursor; at += length)
        {
            length = StringInfo.GetNextTextElementLength(Text.AsSpan(at));
            if (at + length >= Cursor) break;
        }
        return at;
    }

    private int FindPreviousWord()
    {
        int at = Cursor;
        while (at > 0 && Text[at - 1] == ' ') at--;
        while (at > 0 && Text[at - 1] != ' ') at--;
        return at;
    }
}
