namespace SearchEngine.Benchmarks.Queries;

/// <summary>
/// Composes any number of passages from runs of consecutive sentences of a few thousand real texts, which preserves the
/// frequencies and co-occurrences of words. Deterministic for the same sources and seed.
/// </summary>
internal sealed class PassageMaker
{
    private const int MaxRunLength = 4, MinWords = 110;

    private readonly SourceText[] _sources;

    /// <param name="paths">Folders in BEIR layout and files in SQuAD format.</param>
    public PassageMaker(IEnumerable<string> paths) => _sources = [.. paths.SelectMany(SourceText.Read)];

    /// <summary>Returns up to <paramref name="count"/> real questions, shuffled across the sources.</summary>
    public string[] Questions(int count)
    {
        string[] questions = [.. _sources.SelectMany(source => source.Questions)];
        new Random(1).Shuffle(questions);
        return questions[..Math.Min(count, questions.Length)];
    }

    public IEnumerable<Passage> Make(int count, int seed = 7)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++) yield return Make(random);
    }

    private Passage Make(Random random)
    {
        List<string> sentences = [];
        SourceText about = _sources[random.Next(_sources.Length)];
        for ((int words, SourceText source) = (0, about); words < MinWords; source = _sources[random.Next(_sources.Length)])
        {
            int first = random.Next(source.Sentences.Length);
            int last = Math.Min(first + 1 + random.Next(MaxRunLength), source.Sentences.Length);
            sentences.AddRange(source.Sentences[first..last]);
            words += source.Sentences[first..last].Sum(static sentence => sentence.AsSpan().Count(' ') + 1);
        }
        return new Passage(about.Title, string.Join(' ', sentences));
    }
}
