using System.Text.RegularExpressions;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Files;

/// <summary>
/// The files that this program writes into an index folder. An index can come in an archive or be in a folder where others write, so
/// nothing else in it is opened or deleted, and links are never followed.
/// </summary>
internal static partial class OwnFiles
{
    /// <summary>Checks that the index folder is the user's own, and that it and its parts contain only files and folders.</summary>
    /// <exception cref="IndexException">Something else is there; the message names it.</exception>
    public static void Verify(string folder)
    {
        if (FindOwner(folder) is { } owner && owner != UnixFile.CurrentUser)
        {
            throw new IndexException($"{folder} belongs to another user (id {owner}), who could change it at any time. "
                + "Copy the folder to one of yours, or index into another one with --index.");
        }
        string[] parts = [IndexFolder.GetLexicalPath(folder), IndexFolder.GetVectorPath(folder)];
        VerifyEntries(folder, parts);
        foreach (string part in parts.Where(Directory.Exists)) VerifyEntries(part, []);
    }

    /// <summary>Deletes the files of a derived index that this program wrote, and its folder if nothing else is in it.</summary>
    public static void DeleteDerived(string folder)
    {
        if (!Directory.Exists(folder) || IsLink(folder)) return;
        foreach (string file in Directory.EnumerateFiles(folder).Where(IsDerived)) File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    /// <summary>Returns whether <paramref name="path"/> is a regular file with a name that a derived index uses.</summary>
    public static bool IsDerived(string path) => IsDerivedName(Path.GetFileName(path)) && DescribeForeign(path, isPart: false) is null;

    /// <summary>Returns whether a derived index uses such a file name; a path never is one.</summary>
    public static bool IsDerivedName(string name) => DerivedName().IsMatch(name);

    private static void VerifyEntries(string folder, string[] parts)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(folder))
        {
            if (DescribeForeign(path, isPart: parts.Contains(path)) is { } description)
            {
                throw new IndexException($"{path} is {description}, which this program never writes into an index. "
                    + "Remove it, or index into another folder with --index.");
            }
        }
    }

    /// <summary>Says what an entry is if this program cannot have written it, else null.</summary>
    private static string? DescribeForeign(string path, bool isPart)
    {
        if (IsLink(path)) return "a link";
        if (OperatingSystem.IsWindows() || UnixFile.Find(path) is not { } file) return isPart && File.Exists(path) ? "a file" : null;
        return file.Type switch
        {
            UnixFileType.Folder => null,
            UnixFileType.Regular => isPart ? "a file" : null,
            UnixFileType.Pipe => "a named pipe",
            UnixFileType.Socket => "a socket",
            _ => "a device",
        };
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static uint? FindOwner(string folder) => OperatingSystem.IsWindows() ? null : UnixFile.Find(folder)?.Owner;

    // Lucene names its files _N.ext and segments*; segments of vectors are named by number and a random part.
    [GeneratedRegex(@"^(_[0-9a-z]+(_[0-9A-Za-z_]+)?\.[a-z]+|segments(_[0-9a-z]+|\.gen))\z|"
        + @"^(manifest|[0-9]{10,}-[0-9a-f]{32}\.vectors)(\.tmp)?\z")]
    private static partial Regex DerivedName();
}
