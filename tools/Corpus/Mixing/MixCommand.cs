using System.CommandLine;

namespace SearchEngine.Corpus.Mixing;

/// <summary><c>corpus mix DIR</c>: a folder like those that people have, and beside it what each file in it is.</summary>
internal static class MixCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("DIR") { Description = "where the files go; must be empty or not there. DIR.manifest.jsonl says what each is" };
        Option<int> count = new("--count") { Description = "how many files", DefaultValueFactory = static _ => 10_000 };
        Option<int> seed = new("--seed") { Description = "the same seed makes the same folder", DefaultValueFactory = static _ => 1 };
        Option<DirectoryInfo?> from = new("--from") { Description = "documents to copy and to damage; those of tests/Fixtures/documents unless given" };
        Command command = new("mix", "Mixes documents, texts and everything else that lies around in a folder.") { folder, count, seed, from };
        command.SetAction(arguments =>
        {
            DirectoryInfo target = arguments.GetValue(folder)!;
            DirectoryInfo? documents = arguments.GetValue(from) ?? CommittedDocuments();
            if (target.Exists && target.EnumerateFileSystemInfos().Any()) return Refuse($"{target.FullName} is not empty; name a new folder");
            if (documents is not { Exists: true }) return Refuse("no documents to mix; name their folder with --from");
            IReadOnlyList<MixedFile> files = new Mixer(target.FullName, documents.FullName, arguments.GetValue(seed)).Mix(arguments.GetValue(count));
            Manifest.Write(files, target.FullName.TrimEnd(Path.DirectorySeparatorChar) + ".manifest.jsonl");
            foreach (IGrouping<FileState, MixedFile> state in files.GroupBy(file => file.State).OrderBy(state => state.Key)) Console.WriteLine($"{state.Count(),7:N0} {Manifest.GetName(state.Key)}");
            return 0;
        });
        return command;
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine($"corpus: {reason}");
        return 2;
    }

    private static DirectoryInfo? CommittedDocuments()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "tests", "Fixtures", "documents"))) return new(Path.Combine(folder.FullName, "tests", "Fixtures", "documents"));
        }
        return null;
    }
}
