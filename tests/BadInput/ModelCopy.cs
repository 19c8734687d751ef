using System.Text.Json;
using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tests.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>A copy of a small model from the fixtures, for a test to damage.</summary>
internal sealed class ModelCopy : IDisposable
{
    public const string Weights = "model.safetensors";

    private readonly TemporaryFolder _folder = new();

    public ModelCopy(string name = "bert")
    {
        Directory.CreateDirectory(Folder);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Fixtures, "models", name)))
            File.Copy(file, GetPath(Path.GetFileName(file)));
    }

    public string Folder => GetSiblingPath("model");

    public string GetPath(string file) => Path.Combine(Folder, file);

    /// <summary>Returns the full path of a file or folder next to the model's folder.</summary>
    public string GetSiblingPath(string name) => _folder[name];

    public void Write(string file, string text) => _folder.Write(Path.Combine("model", file), text);

    /// <summary>Rewrites the weights with other tensors.</summary>
    public void EditTensors(Func<IReadOnlyList<StoredTensor>, IEnumerable<StoredTensor>> edit) =>
        SafetensorsWriter.Write(GetPath(Weights), edit(SafetensorsWriter.Read(GetPath(Weights))));

    /// <summary>Changes the header of the weights, but not their data.</summary>
    public void EditHeader(Action<JsonNode> edit)
    {
        byte[] file = File.ReadAllBytes(GetPath(Weights));
        int length = (int)BitConverter.ToInt64(file);
        JsonNode header = JsonNode.Parse(file.AsSpan(8, length))!;
        edit(header);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        File.WriteAllBytes(GetPath(Weights), [.. BitConverter.GetBytes((long)json.Length), .. json, .. file.AsSpan(8 + length)]);
    }

    /// <summary>Changes one of its JSON files.</summary>
    public void EditJson(string file, Action<JsonNode> edit)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(GetPath(file)))!;
        edit(json);
        File.WriteAllText(GetPath(file), json.ToJsonString());
    }

    /// <summary>Asserts that searching, and indexing a new folder, report the file and the texts.</summary>
    public async Task AssertRefusedAsync(IndexedFolder indexed, string file, params string[] texts)
    {
        _folder.Write("new/new.md", "Something new to index.");
        string[] expected = [GetPath(file), .. texts];

        ErrorAssert.Reports(await indexed.RunAsync("query", "refund", "--model", Folder), ExitCode.Failure, expected);
        ErrorAssert.Reports(await indexed.RunAsync("index", GetSiblingPath("new"), "--model", Folder), ExitCode.Failure, expected);
    }

    public void Dispose() => _folder.Dispose();
}
