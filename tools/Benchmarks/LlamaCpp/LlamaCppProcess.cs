using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SearchEngine.Benchmarks.Decoding;

namespace SearchEngine.Benchmarks.LlamaCpp;

/// <summary>Runs llama.cpp through node-llama-cpp, in a Node.js process that stays alive between measurements.</summary>
internal sealed class LlamaCppProcess : IDisposable
{
    private readonly Process _node;

    /// <param name="modules">The folder that the package is installed into, if it is missing there.</param>
    /// <param name="model">The GGUF file.</param>
    /// <param name="threads">Number of threads.</param>
    public LlamaCppProcess(string modules, string model, int threads)
    {
        Install(modules);
        _node = NodeProcess.Start(Path.Combine(modules, "generate.mjs"), model, threads.ToString(CultureInfo.InvariantCulture));
        LoadSeconds = Answer().GetProperty("loaded").GetDouble();
    }

    /// <summary>Seconds to load the library and the model, measured by Node.js.</summary>
    public double LoadSeconds { get; }

    /// <summary>Reads a prompt without reusing an earlier one, and generates tokens.</summary>
    public WritingTime Write(int[] prompt, int count, bool lookup = false)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(new { tokens = prompt, count, lookup }));
        JsonElement answer = Answer();
        int[] tokens = [.. answer.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32())];
        return new WritingTime(answer.GetProperty("first").GetDouble(), answer.GetProperty("rest").GetDouble(), tokens);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private JsonElement Answer() =>
        _node.StandardOutput.ReadLine() is { } line
            ? JsonDocument.Parse(line).RootElement
            : throw new InvalidOperationException("Node.js exited; see its error output above");

    private static void Install(string modules)
    {
        NodeProcess.CopyScripts("LlamaCpp", modules, "package.json", "generate.mjs", "serve.mjs");

        // The install script only looks for a binary that npm has already installed.
        if (!Directory.Exists(Path.Combine(modules, "node_modules", "node-llama-cpp"))) NodeProcess.Install(modules, "--ignore-scripts");
    }
}
