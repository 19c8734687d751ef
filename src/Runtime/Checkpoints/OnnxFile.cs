using System.IO.Hashing;
using System.Text;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>An exported ONNX file of a model folder, with the external data files that hold its larger tensors.</summary>
internal sealed class OnnxFile
{
    private const string Pattern = "*.onnx";
    private const string DefaultName = "model.onnx";

    /// <summary>Folders to which exporters write: "onnx", or the model folder itself.</summary>
    private static readonly string[] SearchedFolders = ["onnx", ""];

    private readonly Lazy<string> _hash;

    private OnnxFile(string path, IReadOnlyList<string> dataFiles)
    {
        (Path, DataFiles) = (path, dataFiles);
        _hash = new Lazy<string>(ComputeHash);
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Paths of the external data files; empty if the file contains all tensors.</summary>
    public IReadOnlyList<string> DataFiles { get; }

    /// <summary>XXH3-128 of the file and its external data files, in hexadecimal.</summary>
    public string Hash => _hash.Value;

    /// <summary>Opens a file and locates its external data files.</summary>
    /// <exception cref="CheckpointException">The file or one of its external data files is missing, or it is not an ONNX model.</exception>
    public static OnnxFile Open(string path)
    {
        if (!File.Exists(path)) throw new CheckpointException(path, null, "does not exist");
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        return new OnnxFile(path, [.. OnnxExternalData.Read(path).Select(name => ResolveDataFile(path, folder, name))]);
    }

    /// <summary>Lists the ONNX files of a model folder, relative to it, with forward slashes; empty if the folder does not exist.</summary>
    public static IReadOnlyList<string> FindAll(string folder) =>
        [.. SearchedFolders.SelectMany(subfolder => ListFiles(folder, subfolder).Select(name => JoinPath(subfolder, name)))];

    /// <summary>Returns the file to use if none is named: onnx/model.onnx, model.onnx, or the only file; otherwise null.</summary>
    public static string? FindDefault(string folder)
    {
        IReadOnlyList<string> files = FindAll(folder);
        return files.FirstOrDefault(file => System.IO.Path.GetFileName(file) == DefaultName) ?? (files.Count == 1 ? files[0] : null);
    }

    private static string JoinPath(string subfolder, string name) => subfolder.Length == 0 ? name : $"{subfolder}/{name}";

    private static IEnumerable<string> ListFiles(string folder, string subfolder)
    {
        string path = System.IO.Path.Combine(folder, subfolder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, Pattern).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>External data must be in the folder of the graph or below it; other paths are rejected.</summary>
    private static string ResolveDataFile(string path, string folder, string name)
    {
        string file = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
        if (!file.StartsWith(folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new CheckpointException(
                path, name, "is outside the graph's folder; external data files must be next to their graph or below it");
        }
        return File.Exists(file)
            ? file
            : throw new CheckpointException(
                file, null, $"does not exist, and {System.IO.Path.GetFileName(path)} stores tensors in it; copy the model again");
    }

    private string ComputeHash()
    {
        string hashes = string.Concat(
            ((string[])[Path, .. DataFiles]).Select(file => $"{System.IO.Path.GetFileName(file)} {GetFileHash(file)}\n"));
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(hashes)));
    }

    private static string GetFileHash(string file) => FileHashCache.Default.GetOrCompute(file, () =>
    {
        XxHash128 hash = new();
        using FileStream stream = File.OpenRead(file);
        hash.Append(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    });
}
