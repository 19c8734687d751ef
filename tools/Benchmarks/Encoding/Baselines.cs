namespace SearchEngine.Benchmarks.Encoding;

/// <summary>A way to encode that the product is measured against.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">What it does.</param>
/// <param name="Create">Makes it, from a model folder and the number of cores.</param>
internal sealed record Baseline(string Name, string Description, Func<string, int, IEncoding> Create);

/// <summary>All of them: each differs from the product in one thing, or in what a plain program would do.</summary>
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
        new("padded", "padded batches of 32 in corpus order, plain graph, ONNX Runtime's threads", (model, cores) => new PaddedEncoding(new(model, PlainMasked, cores), texts => Batches.InOrder(texts, 32), 1)),
        new("padded-same", "padded batches of 32 in corpus order, the product's graph, ONNX Runtime's threads", (model, cores) => new PaddedEncoding(new(model, SameMasked, cores), texts => Batches.InOrder(texts, 32), 1)),
        new("sorted", "sorted by length, at most 1,024 tokens a run, the product's graph, a caller a core", (model, cores) => new PaddedEncoding(new(model, SameMasked, 1), texts => Batches.Sorted(texts, 1024), cores)),
        new("plain", "one text a run, plain graph, a caller a core", (model, cores) => new PaddedEncoding(new(model, Plain, 1), texts => Batches.InOrder(texts, 1), cores)),
        new("equal", "equal lengths together, at most 256 tokens a run, the product's graph, a caller a core", (model, cores) => new PaddedEncoding(new(model, Same, 1), texts => Batches.EqualLengths(texts, 256), cores)),
        .. new[] { 128, 256, 512 }.Select(row => new Baseline(
            $"packed-{row}", $"packed rows of {row} tokens with an attention bias, a caller a core", (model, cores) => new PackedEncoding(new(model, SamePacked, 1), row, cores))),
        new("one-core", "the product on one core", (model, _) => new ProductEncoding(model, 1)),
    ];

    public static Baseline Named(string name) => All.First(baseline => baseline.Name == name);
}
