using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SearchEngine.Benchmarks.Decoding;

namespace SearchEngine.Benchmarks.LlamaCpp;

/// <summary>llama.cpp through node-llama-cpp, in a Node.js process of its own, which stays while it takes turns with the product.</summary>
internal sealed class LlamaCppProcess : IDisposable
{
    private readonly Process _node;

    /// <param name="modules">Folder to install the package into, where it is not yet.</param>
    /// <param name="model">The GGUF file.</param>
    /// <param name="threads">Its threads.</param>
    public LlamaCppProcess(string modules, string model, int threads)
    {
        Install(modules);
        ProcessStartInfo start = new("node", [Path.Combine(modules, "generate.mjs"), model, threads.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _node = Process.Start(start)!;
        LoadSeconds = Answer().GetProperty("loaded").GetDouble();
    }

    /// <summary>Loading library and model, by Node's own clock.</summary>
    public double LoadSeconds { get; }

    /// <summary>Reads a prompt that it has seen nothing of, and writes on.</summary>
    public WritingTime Write(int[] prompt, int count, bool lookup = false)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(new { tokens = prompt, count, lookup }));
        JsonElement answer = Answer();
        return new WritingTime(answer.GetProperty("first").GetDouble(), answer.GetProperty("rest").GetDouble(), [.. answer.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32())]);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private JsonElement Answer() => _node.StandardOutput.ReadLine() is { } line ? JsonDocument.Parse(line).RootElement : throw new InvalidOperationException("Node.js ended; what it says stands above");

    /// <summary>Scripts are left out: the package's only looks for a binary that npm has brought already.</summary>
    private static void Install(string modules)
    {
        Directory.CreateDirectory(modules);
        foreach (string file in (string[])["package.json", "generate.mjs", "serve.mjs"]) File.Copy(Path.Combine(AppContext.BaseDirectory, "LlamaCpp", file), Path.Combine(modules, file), overwrite: true);
        if (Directory.Exists(Path.Combine(modules, "node_modules", "node-llama-cpp"))) return;
        using Process npm = Process.Start(new ProcessStartInfo("npm", ["install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"]) { WorkingDirectory = modules })!;
        npm.WaitForExit();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm install ended with {npm.ExitCode} in {modules}");
    }
}
