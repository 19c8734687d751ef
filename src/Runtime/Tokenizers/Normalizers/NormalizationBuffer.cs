using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// Characters that take the place of others, each with how many it takes: 1 - n for one that stands for n, 1 for one more in a place
/// already taken (unicode-normalization-alignments, which Hugging Face tokenizers normalizes with, counts so).
/// </summary>
internal sealed class NormalizationBuffer
{
    private List<(Rune Rune, int Change)> _runes = [];

    // Where the marks begin that are not in order yet.
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

    /// <summary>Puts the marks at the end in canonical order.</summary>
    public void OrderMarks()
    {
        if (_runes.Count - _orderedCount > 1)
        {
            // The sort leaves characters of one class as they stand.
            (Rune, int)[] marks = [.. _runes[_orderedCount..].OrderBy(item => UnicodeData.GetCombiningClass(item.Rune))];
            _runes.RemoveRange(_orderedCount, marks.Length);
            _runes.AddRange(marks);
        }
        _orderedCount = _runes.Count;
    }

    /// <summary>Composes what is in canonical order: a character and those after it that no other of their class keeps from it.</summary>
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

    /// <summary>Appends the characters, each with the span of the first one whose place it takes.</summary>
    /// <param name="output">The text to append to.</param>
    /// <param name="places">Where each of the characters begins whose place is taken, and where the last one ends.</param>
    public void CopyTo(AlignedText output, List<int> places)
    {
        int next = 0;
        foreach ((Rune rune, int change) in _runes)
        {
            int place = Math.Max(change > 0 ? next - 1 : next, 0);
            output.Append(rune, places[place], places[place + 1]);
            if (change <= 0) next += 1 - change;
        }
    }
}
