using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Unigram (Kudo 2018, "Subword Regularization"; as in SentencePiece and Hugging Face tokenizers): the segmentation of a word with the
/// highest sum of token scores, which are log probabilities.
/// </summary>
/// <remarks>
/// <see cref="SentencePieceTokenizer"/> of Microsoft.ML.Tokenizers sums the scores in single precision, the reference in double: it chooses
/// other segmentations among nearly equal ones, more often in longer words.
/// </remarks>
internal sealed class UnigramModel : SubwordModel
{
    private const double UnknownPenalty = 10;
    private const int MaxStackLength = 128;

    private readonly Vocabulary _vocabulary;
    private readonly double[] _scores;
    private readonly TokenTrie _trie;
    private readonly int _unknown;
    private readonly double _unknownScore;
    private readonly ByteTokens? _bytes;

    /// <summary>Reads the model.</summary>
    /// <param name="component">"model" of a tokenizer.json.</param>
    /// <param name="controlIds">Ids of tokens that plain text never represents.</param>
    public UnigramModel(TokenizerComponent component, IReadOnlySet<int> controlIds)
    {
        (_vocabulary, _scores) = ScoredVocabularyReader.Read(component);
        _unknown = component.GetInt("unk_id");
        if (_unknown >= _scores.Length) throw component.CreateError($"has the unk_id {_unknown}, but only {_scores.Length} tokens");
        _unknownScore = _scores.Min() - UnknownPenalty;
        _trie = TokenTrie.Build(Enumerable.Range(0, _vocabulary.Size)
            .Where(id => !controlIds.Contains(id))
            .Select(id => (_vocabulary.IdToToken(id) ?? "", id)));
        if (component.GetBoolOrNull("byte_fallback") ?? false) _bytes = new ByteTokens(_vocabulary);
    }

    public override Tokenizer? LibraryTokenizer => null;

    public override int Size => _vocabulary.Size;

    public override string? IdToToken(int id) => _vocabulary.IdToToken(id);

    public override int? TokenToId(ReadOnlySpan<char> token) => _vocabulary.TokenToId(token);

    public override void Segment(Word word, TokenBuffer output)
    {
        ReadOnlySpan<char> units = word.Units;
        Step[]? rented = word.Length < MaxStackLength ? null : ArrayPool<Step>.Shared.Rent(word.Length + 1);
        Span<Step> steps = rented is null ? stackalloc Step[MaxStackLength] : rented;
        steps = steps[..(word.Length + 1)];
        FindBestPath(units, steps);
        LinkForward(steps);
        for (int start = 0; start < word.Length;)
        {
            int end = steps[start].Next, id = steps[end].Id;
            if (id == _unknown)
            {
                while (end < word.Length && steps[steps[end].Next].Id == _unknown) end = steps[end].Next;
                AddUnknown(units[start..end], word.GetOrigin(start, end), output);
            }
            else
            {
                output.Add(id, word.GetOrigin(start, end));
            }
            start = end;
        }
        if (rented is not null) ArrayPool<Step>.Shared.Return(rented);
    }

    /// <summary>The Viterbi algorithm: computes the best path to each position from the best paths to earlier positions.</summary>
    private void FindBestPath(ReadOnlySpan<char> word, Span<Step> steps)
    {
        steps.Fill(new Step { Score = double.NegativeInfinity });
        steps[0].Score = 0;
        for (int start = 0; start < word.Length;)
        {
            Rune.DecodeFromUtf16(word[start..], out _, out int units);
            double score = steps[start].Score;
            bool isCharacterKnown = false;
            int node = TokenTrie.Root;
            for (int end = start; end < word.Length && _trie.TryStep(ref node, word[end]);)
            {
                end++;
                int id = _trie.GetId(node);
                if (id == TokenTrie.NoToken) continue;
                steps[end].UpdateIfBetter(score + _scores[id], start, id);
                isCharacterKnown |= end == start + units;
            }
            if (!isCharacterKnown) steps[start + units].UpdateIfBetter(score + _unknownScore, start, _unknown);
            start += units;
        }
    }

    /// <summary>Follows the best path from its end and stores the next position at each step.</summary>
    private static void LinkForward(Span<Step> steps)
    {
        for (int end = steps.Length - 1; end > 0; end = steps[end].Start) steps[steps[end].Start].Next = end;
    }

    private void AddUnknown(ReadOnlySpan<char> text, (int Start, int End) origin, TokenBuffer output)
    {
        foreach (int id in _bytes?.GetIdsOrNull(text) ?? [_unknown]) output.Add(id, origin);
    }

    /// <summary>The last step of the best path to a position in a word.</summary>
    private struct Step
    {
        public double Score;
        public int Start;
        public int Id;
        public int Next;

        public void UpdateIfBetter(double score, int start, int id)
        {
            if (score > Score) (Score, Start, Id) = (score, start, id);
        }
    }
}
