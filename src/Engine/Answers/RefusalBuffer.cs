namespace SearchEngine.Answers;

/// <summary>
/// Holds back the beginning of a written answer while it may still become a refusal ("The passages do not answer this question."), so that
/// a refusal is never shown, not even in part.
/// </summary>
internal sealed class RefusalBuffer
{
    private string _held = "";

    /// <summary>The text released so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Adds a piece of the answer and returns the text that is released by it; empty while the text is held back.</summary>
    public string Add(string piece)
    {
        _held += piece;
        return AnswerPrompt.MayBecomeRefusal(Text + _held) ? "" : Release();
    }

    /// <summary>Ends the answer and returns the text still held back; a refusal is dropped, and <see cref="Text"/> is then empty.</summary>
    public string Complete()
    {
        if (!AnswerPrompt.IsRefusal(Text + _held)) return Release();
        (_held, Text) = ("", "");
        return "";
    }

    private string Release()
    {
        string released = _held;
        Text += released;
        _held = "";
        return released;
    }
}
