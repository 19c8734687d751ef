namespace SearchEngine.Cli.Interactive;

/// <summary>Applies keys to a line, with the usual key bindings of readline.</summary>
internal static class LineKeys
{
    public static EditorLine Apply(EditorLine line, PromptInput input)
    {
        if (input.PastedText is { } pasted) return line.Insert(pasted);
        bool control = input.Key.Modifiers.HasFlag(ConsoleModifiers.Control);
        bool alt = input.Key.Modifiers.HasFlag(ConsoleModifiers.Alt);
        return (input.Key.Key, control, alt) switch
        {
            (ConsoleKey.LeftArrow, true, _) or (ConsoleKey.LeftArrow, _, true) or (ConsoleKey.B, _, true) => line.MoveWordLeft(),
            (ConsoleKey.RightArrow, true, _) or (ConsoleKey.RightArrow, _, true) or (ConsoleKey.F, _, true) => line.MoveWordRight(),
            (ConsoleKey.LeftArrow, _, _) or (ConsoleKey.B, true, _) => line.MoveLeft(),
            (ConsoleKey.RightArrow, _, _) or (ConsoleKey.F, true, _) => line.MoveRight(),
            (ConsoleKey.Home, _, _) or (ConsoleKey.A, true, _) => line.MoveToStart(),
            (ConsoleKey.End, _, _) or (ConsoleKey.E, true, _) => line.MoveToEnd(),
            (ConsoleKey.W, true, _) or (ConsoleKey.Backspace, true, _) or (ConsoleKey.Backspace, _, true) => line.DeleteWord(),
            (ConsoleKey.Backspace, _, _) or (ConsoleKey.H, true, _) => line.Backspace(),
            (ConsoleKey.Delete, _, _) or (ConsoleKey.D, true, _) => line.Delete(),
            (ConsoleKey.U, true, _) => line.DeleteToStart(),
            (ConsoleKey.K, true, _) => line.DeleteToEnd(),
            (_, false, false) => line.Insert(input.Key.KeyChar == '\t' ? "" : input.Key.KeyChar.ToString()),
            _ => line,
        };
    }
}
