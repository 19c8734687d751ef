using System.CommandLine;

namespace SearchEngine.Corpus.Mixing;

/// <summary><c>corpus mix DIR</c>: fills a folder with files as people have them, and writes a manifest next to it.</summary>
internal static class MixCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("DIR")
        {
            Description = "the folder for the files; must be empty or not exist. DIR.manifest.jsonl describes each file",
        };
        Option<int> count = new("--count") { Description = "the number of files", DefaultValueFactory = static _ => 10_000 };
        Option<int> seed = new("--seed")
        {
            Description = "the seed; the same seed makes the same folder",
            DefaultValueFactory = static _ => 1,
        };
        Option<DirectoryInfo?> from = new("--from")
        {
            Description = "the documents to copy and to damage; by default those of tests/Fixtures/documents",
        };
        Command command = new("mix", "Fills a folder with documents, texts, damaged files and links.") { folder, count, seed, from };
        command.SetAction(arguments =>
        {
            DirectoryInfo target = arguments.GetValue(folder)!;
            DirectoryInfo? documents = arguments.GetValue(from) ?? FindCommittedDocuments();
            if (target.Exists && target.EnumerateFileSystemInfos().Any()) return Fail($"{target.FullName} is not empty; name a new folder");
            if (documents is not { Exists: true }) return Fail("no documents to mix; name their folder with --from");
            Mixer mixer = new(target.FullName, documents.FullName, arguments.GetValue(seed));
            IReadOnlyList<MixedFile> files = mixer.Mix(arguments.GetValue(count));
            Manifest.Write(files, target.FullName.TrimEnd(Path.DirectorySeparatorChar) + ".manifest.jsonl");
            foreach (IGrouping<FileState, MixedFile> state in files.GroupBy(file => file.State).OrderBy(state => state.Key))
            {
                Console.WriteLine($"{state.Count(),7:N0} {Manifest.GetName(state.Key)}");
            }
            return 0;
        });
        return command;
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine($"corpus: {reason}");
        return 2;
    }

    private static DirectoryInfo? FindCommittedDocuments()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string documents = Path.Combine(folder.FullName, "tests", "Fixtures", "documents");
            if (Directory.Exists(documents)) return new(documents);
        }
        return null;
    }
}
