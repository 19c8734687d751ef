using System.Globalization;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Interactive;

/// <summary>A line being edited. Each edit gives a new line; the cursor stands between characters as people see them, never within one.</summary>
/// <param name="Text">The line; nothing in it acts on a terminal.</param>
/// <param name="Cursor">UTF-16 units before the cursor.</param>
internal readonly record struct EditorLine(string Text, int Cursor)
{
    /// <summary>More than anybody types, and little enough to be searched and drawn at each key.</summary>
    public const int MaxLength = 2000;

    public static EditorLine Empty { get; } = new("", 0);

    public string Before => Text[..Cursor];

    public string After => Text[Cursor..];

    public static EditorLine FromText(string text) => Empty.Insert(text);

    /// <summary>Puts text at the cursor: line breaks and tabs as blanks, other controls left out, and no more than fits.</summary>
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
