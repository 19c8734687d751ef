using System.Security.Cryptography;
using SearchEngine.Corpus.Mixing;
using SearchEngine.Tests;

namespace SearchEngine.Corpus.Tests;

/// <summary>Tests of <c>corpus mix</c>.</summary>
public sealed class MixerTests : IDisposable
{
    private const int Count = 400;

    private static readonly string Documents = Path.Combine(Repository.Fixtures, "documents");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mix_Count_WritesThatManyFilesAndListsEachOnce()
    {
        IReadOnlyList<MixedFile> files = Mix("a", seed: 1);

        Assert.Equal(Count, files.Count);
        Assert.Equal(ListFiles("a"), files.Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Mix_HundredsOfFiles_ContainsEveryState() =>
        Assert.Empty(Enum.GetValues<FileState>().Except(Mix("a", seed: 1).Select(file => file.State)));

    [Fact]
    public void Mix_SameSeed_WritesTheSameBytes()
    {
        IReadOnlyList<MixedFile> first = Mix("a", seed: 7), second = Mix("b", seed: 7);

        Assert.Equal(first, second);
        Assert.All(first.Where(file => file.State != FileState.Link), file => Assert.Equal(ComputeHash("a", file), ComputeHash("b", file)));
    }

    [Fact]
    public void Mix_DifferentSeed_WritesDifferentFiles() => Assert.NotEqual(Mix("a", seed: 1), Mix("b", seed: 2));

    [Fact]
    public void Mix_State_MatchesFileListFiles()
    {
        IReadOnlyList<MixedFile> files = Mix("a", seed: 3);

        Assert.All(files, file =>
        {
            string path = _folder[$"a/{file.Path}"];
            Assert.Equal(file.State == FileState.Link, new FileInfo(path).LinkTarget is not null);
            Assert.Equal(file.State == FileState.Hidden, $"/{file.Path}".Contains("/.", StringComparison.Ordinal));
            bool matchesGitIgnore = file.Path.EndsWith(".tmp", StringComparison.Ordinal)
                || $"/{file.Path}".Contains("/build/", StringComparison.Ordinal);
            Assert.Equal(file.State == FileState.Ignored, matchesGitIgnore);
            if (file.State is not FileState.Link) Assert.Equal(file.State == FileState.Empty, new FileInfo(path).Length == 0);
        });
    }

    [Fact]
    public void Mix_Link_MatchesManifest()
    {
        MixedFile[] links = [.. Mix("a", seed: 3).Where(file => file.State == FileState.Link)];

        Assert.Equal(
            ["beside", "circle", "nothing", "outside"],
            links.Select(link => link.Format).Distinct().Order(StringComparer.Ordinal));
        Assert.All(links, link =>
        {
            string path = _folder[$"a/{link.Path}"];
            string target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, new FileInfo(path).LinkTarget!));
            Assert.Equal(link.Format != "nothing", Path.Exists(target));
            Assert.Equal(link.Format != "outside", (target + "/").StartsWith(_folder["a"] + "/", StringComparison.Ordinal));
        });
    }

    private IReadOnlyList<MixedFile> Mix(string name, int seed) => new Mixer(_folder[name], Documents, seed).Mix(Count);

    private string ComputeHash(string folder, MixedFile file) =>
        Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_folder[$"{folder}/{file.Path}"])));

    /// <summary>Lists files and links without following links.</summary>
    private IEnumerable<string> ListFiles(string folder)
    {
        Stack<string> open = new([_folder[folder]]);
        List<string> found = [];
        while (open.TryPop(out string? next))
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(next).EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo && entry.LinkTarget is null) open.Push(entry.FullName);
                else found.Add(Path.GetRelativePath(_folder[folder], entry.FullName).Replace('\\', '/'));
            }
        }
        return found.Order(StringComparer.Ordinal);
    }
}
