namespace SearchEngine.Generator.Sampling;

/// <summary>
/// Drafts tokens by finding the last occurrence of the most recent tokens and copying what followed (Saxena 2023, prompt lookup decoding),
/// which drafts quotations from the prompt. The length of a draft adapts to how many of the last drafted tokens were accepted.
/// </summary>
internal sealed class PromptLookup(int maxLength)
{
    private const int MaxPatternLength = 3, MinPatternLength = 2, MinDraftLength = 2;

    private int _draftLength = Math.Min(4, maxLength);

    /// <summary>The number of drafted tokens, and how many of them were accepted.</summary>
    public (int Drafted, int Accepted) Counts { get; private set; }

    /// <summary>Drafts the tokens that may follow a text.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="draft">Receives the draft.</param>
    /// <returns>The number of drafted tokens; 0 if no match is found.</returns>
    public int Draft(ReadOnlySpan<int> text, Span<int> draft)
    {
        for (int size = Math.Min(MaxPatternLength, text.Length - 1); size >= MinPatternLength; size--)
        {
            ReadOnlySpan<int> pattern = text[^size..];
            int found = text[..^1].LastIndexOf(pattern);
            if (found < 0) continue;
            ReadOnlySpan<int> next = text[(found + size)..];
            int count = Math.Min(Math.Min(_draftLength, draft.Length), next.Length);
            next[..count].CopyTo(draft);
            return count;
        }
        return 0;
    }

    /// <summary>Records how many tokens of a draft were accepted, and adapts the length of drafts.</summary>
    public void RecordOutcome(int drafted, int accepted)
    {
        Counts = (Counts.Drafted + drafted, Counts.Accepted + accepted);
        _draftLength = accepted == drafted
            ? Math.Min(2 * _draftLength, maxLength)
            : Math.Max(MinDraftLength, Math.Min(_draftLength, accepted + 1));
    }
}
