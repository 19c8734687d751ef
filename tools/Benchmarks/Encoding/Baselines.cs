namespace SearchEngine.Benchmarks.Encoding;

/// <summary>An implementation that the product is compared with.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">What it does.</param>
/// <param name="Create">Creates the encoding from a model folder and the number of cores.</param>
internal sealed record Baseline(string Name, string Description, Func<string, int, IEncoding> Create);

/// <summary>All baselines. Each differs from the product in one respect, or is what a simple program would do.</summary>
internal static class Baselines
{
    private static readonly GraphForm
        Plain = new(Masked: false, Packed: false, Plain: true),
        PlainMasked = new(Masked: true, Packed: false, Plain: true),
        Same = new(Masked: false, Packed: false, Plain: false),
        SameMasked = new(Masked: true, Packed: false, Plain: false),
        SamePacked = new(Masked: false, Packed: true, Plain: false);

    public static IReadOnlyList<Baseline> All { get; } =
    [
        new(
            "padded",
            "padded batches of 32 in corpus order, plain graph, ONNX Runtime's threads",
            (model, cores) => new PaddedEncoding(new(model, PlainMasked, cores), texts => Batches.InOrder(texts, 32), 1)),
        new(
            "padded-same",
            "padded batches of 32 in corpus order, the product's graph, ONNX Runtime's threads",
            (model, cores) => new PaddedEncoding(new(model, SameMasked, cores), texts => Batches.InOrder(texts, 32), 1)),
        new(
            "sorted",
            "sorted by length, at most 1,024 tokens per run, the product's graph, one thread per core",
            (model, cores) => new PaddedEncoding(new(model, SameMasked, 1), texts => Batches.Sorted(texts, 1024), cores)),
        new(
            "plain",
            "one text per run, plain graph, one thread per core",
            (model, cores) => new PaddedEncoding(new(model, Plain, 1), texts => Batches.InOrder(texts, 1), cores)),
        new(
            "equal",
            "texts of equal lengths, at most 256 tokens per run, the product's graph, one thread per core",
            (model, cores) => new PaddedEncoding(new(model, Same, 1), texts => Batches.EqualLengths(texts, 256), cores)),
        CreatePacked(128),
        CreatePacked(256),
        CreatePacked(512),
        new("one-core", "the product on one core", (model, _) => new ProductEncoding(model, 1)),
    ];

    public static Baseline Get(string name) => All.First(baseline => baseline.Name == name);

    private static Baseline CreatePacked(int rowTokens) => new(
        $"packed-{rowTokens}",
        $"packed rows of {rowTokens} tokens with an attention bias, one thread per core",
        (model, cores) => new PackedEncoding(new(model, SamePacked, 1), rowTokens, cores));
}
