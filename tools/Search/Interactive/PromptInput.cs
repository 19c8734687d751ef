namespace SearchEngine.Cli.Interactive;

/// <summary>A key, or a pasted text.</summary>
internal readonly record struct PromptInput(ConsoleKeyInfo Key, string? PastedText = null)
{
    public bool IsControlKey(ConsoleKey key) =>
        PastedText is null && Key.Key == key && Key.Modifiers.HasFlag(ConsoleModifiers.Control);

    public bool IsAltKey(ConsoleKey key) =>
        PastedText is null && Key.Key == key && Key.Modifiers.HasFlag(ConsoleModifiers.Alt);

    public bool IsPlainKey(ConsoleKey key) =>
        PastedText is null && Key.Key == key && (Key.Modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt)) == 0;
}
