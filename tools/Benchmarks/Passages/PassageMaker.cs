namespace SearchEngine.Benchmarks.Passages;

/// <summary>
/// As many passages as are wanted from a few thousand real texts: runs of real sentences put together anew, so that words keep their frequencies and
/// the company they keep. The same for the same sources and seed.
/// </summary>
internal sealed class PassageMaker
{
    private const int LongestRun = 4, LeastWords = 110;

    private readonly SourceText[] _sources;

    /// <param name="paths">Folders in BEIR layout and files in SQuAD's.</param>
    public PassageMaker(IEnumerable<string> paths) => _sources = [.. paths.SelectMany(SourceText.Read)];

    /// <summary>Real questions, in an order that mixes the sources.</summary>
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
        for ((int words, SourceText source) = (0, about); words < LeastWords; source = _sources[random.Next(_sources.Length)])
        {
            int first = random.Next(source.Sentences.Length), last = Math.Min(first + 1 + random.Next(LongestRun), source.Sentences.Length);
            sentences.AddRange(source.Sentences[first..last]);
            words += source.Sentences[first..last].Sum(static sentence => sentence.AsSpan().Count(' ') + 1);
        }
        return new Passage(about.Title, string.Join(' ', sentences));
    }
}
