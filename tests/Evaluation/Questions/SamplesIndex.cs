using SearchEngine.Encoder;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Evaluation.Tests.Questions;

/// <summary>An index of the samples and a collection of notes. One path is in both.</summary>
public sealed class SamplesIndex : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public KnowledgeBase Knowledge { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("notes/customers/refunds.md", "# Refunds\n\nAsk Ida before you refund anything above 50 euro.\n");
        _folder.Write("notes/my plan.md", "# Plan\n\nA second rack for the proving room in autumn.\n");
        _folder.Write("notes/broken.docx", "this is no archive");
        Knowledge = await KnowledgeBase.OpenAsync(
            new KnowledgeBaseOptions
            {
                IndexPath = _folder["kb.index"],
                ModelFolder = Path.Combine(Repository.Models, "bge-small-en-v1.5"),
                Encoder = new EncoderOptions { Cache = new GraphCache(_folder["graphs"]) },
            },
            TestContext.Current.CancellationToken);
        await Knowledge.IndexAsync(Path.Combine(Repository.Root, "samples"), cancellationToken: TestContext.Current.CancellationToken);
        await Knowledge.IndexAsync(_folder["notes"], cancellationToken: TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Knowledge.DisposeAsync();
        _folder.Dispose();
    }
}
