using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// The result of a normalization, in which each character has a change count: 1 - n if it replaces n characters, 1 if it is inserted after
/// a replaced one (the convention of unicode-normalization-alignments, which Hugging Face tokenizers uses).
/// </summary>
internal sealed class NormalizationBuffer
{
    private List<(Rune Rune, int Change)> _runes = [];

    // Start of the marks that are not yet ordered.
    private int _orderedCount;

    /// <summary>Appends the decomposition of the next character.</summary>
    public void AddDecomposed(string decomposition)
    {
        int change = 0;
        foreach (Rune rune in decomposition.EnumerateRunes())
        {
            if (UnicodeData.GetCombiningClass(rune) == 0) OrderMarks();
            _runes.Add((rune, change));
            change = 1;
        }
    }

    /// <summary>Puts the trailing marks in canonical order.</summary>
    public void OrderMarks()
    {
        if (_runes.Count - _orderedCount > 1)
        {
            // The sort is stable, so characters of one class keep their order.
            (Rune, int)[] marks = [.. _runes[_orderedCount..].OrderBy(item => UnicodeData.GetCombiningClass(item.Rune))];
            _runes.RemoveRange(_orderedCount, marks.Length);
            _runes.AddRange(marks);
        }
        _orderedCount = _runes.Count;
    }

    /// <summary>Composes canonically ordered text: each starter with the following characters that are not blocked.</summary>
    public void Compose()
    {
        List<(Rune Rune, int Change)> composed = new(_runes.Count);
        int starter = -1;
        foreach ((Rune rune, int change) in _runes)
        {
            int combiningClass = UnicodeData.GetCombiningClass(rune);
            bool isBlocked = starter < 0
                || (starter < composed.Count - 1 && UnicodeData.GetCombiningClass(composed[^1].Rune) >= combiningClass);
            if (!isBlocked && UnicodeData.Compose(composed[starter].Rune, rune) is { } both)
            {
                composed[starter] = (both, composed[starter].Change + change - 1);
                continue;
            }
            if (combiningClass == 0) starter = composed.Count;
            composed.Add((rune, change));
        }
        _runes = composed;
    }

    /// <summary>Appends the characters, each with the span of the first character that it replaces.</summary>
    /// <param name="output">The text to append to.</param>
    /// <param name="starts">Start of each replaced character, then the end of the last one.</param>
    public void CopyTo(AlignedText output, List<int> starts)
    {
        int next = 0;
        foreach ((Rune rune, int change) in _runes)
        {
            int index = Math.Max(change > 0 ? next - 1 : next, 0);
            output.Append(rune, starts[index], starts[index + 1]);
            if (change <= 0) next += 1 - change;
        }
    }
}
