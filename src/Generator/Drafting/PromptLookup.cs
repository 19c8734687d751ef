namespace SearchEngine.Generator.Drafting;

/// <summary>
/// Drafts tokens by looking up where the text's last ones stood before, and copying what followed there (Saxena 2023, prompt lookup decoding): an answer that quotes
/// is drafted from what it quotes. How many are drafted follows how many of the last drafts were right.
/// </summary>
internal sealed class PromptLookup(int most)
{
    private const int MaxPatternLength = 3, MinPatternLength = 2, MinDraftLength = 2;

    private int _draftLength = Math.Min(4, most);

    /// <summary>Tokens that have been drafted, and those of them that were right.</summary>
    public (int Drafted, int Accepted) Counts { get; private set; }

    /// <summary>Drafts what may follow a text.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="draft">Takes the draft.</param>
    /// <returns>Tokens drafted, 0 where nothing is found.</returns>
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

    /// <summary>Learns how many tokens of a draft were right.</summary>
    public void RecordOutcome(int drafted, int accepted)
    {
        Counts = (Counts.Drafted + drafted, Counts.Accepted + accepted);
        _draftLength = accepted == drafted ? Math.Min(2 * _draftLength, most) : Math.Max(MinDraftLength, Math.Min(_draftLength, accepted + 1));
    }
}
