using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SearchEngine.Benchmarks.TransformersJs;

/// <summary>Runs @huggingface/transformers in a Node.js process that stays alive between measurements.</summary>
internal sealed class NodeEncoder : IDisposable
{
    private readonly Process _node;

    /// <param name="models">Folder of model folders.</param>
    /// <param name="name">Name of the model folder.</param>
    /// <param name="texts">The texts to encode.</param>
    public NodeEncoder(string models, string name, string[] texts)
    {
        string scripts = Path.Combine(AppContext.BaseDirectory, "TransformersJs");
        // The install script of onnxruntime-node only downloads files for GPUs.
        if (!Directory.Exists(Path.Combine(scripts, "node_modules"))) NodeProcess.Install(scripts, "--ignore-scripts");

        (string input, string output) = (Path.Combine(models, "texts.json"), Path.Combine(models, "embeddings.json"));
        File.WriteAllText(input, JsonSerializer.Serialize(texts));
        _node = NodeProcess.Start(Path.Combine(scripts, "encode.mjs"), models, name, input, output);
        if (Answer() != "ready") throw new InvalidOperationException("Node.js returned no embeddings; see its error output above");
        Embeddings = JsonSerializer.Deserialize<float[][]>(File.ReadAllText(output))!;
    }

    /// <summary>The embeddings, in the order of the texts.</summary>
    public float[][] Embeddings { get; }

    /// <summary>Encodes all texts, and returns the seconds measured by Node.js.</summary>
    public double Encode()
    {
        _node.StandardInput.WriteLine();
        return double.Parse(Answer()!, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private string? Answer() => _node.StandardOutput.ReadLine();
}
