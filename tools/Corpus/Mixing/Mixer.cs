namespace SearchEngine.Corpus.Mixing;

/// <summary>Fills a folder with mixed files. All choices come from one random generator, so the same seed makes the same folder.</summary>
internal sealed class Mixer
{
    private const int MaxFolderDepth = 4;
    private const string GitIgnoreContent = "build/\n*.tmp\n";

    // Extensions whose readers expect a specific format, so that other content is detectably wrong.
    private static readonly string[] WrongExtensions = ["docx", "pdf", "xlsx", "pptx", "epub", "eml", "ipynb", "json", "html"];
    private static readonly string[] Containers = ["docx", "pdf", "xlsx", "pptx", "epub", "odt", "ods", "odp"];
    private static readonly string[] BinaryExtensions = ["bin", "dat", "o", "so", "png", "jpg", "mp3", "zip", "sqlite", "class"];

    private readonly Random _random;
    private readonly SentenceGenerator _sentences;
    private readonly string _root;
    private readonly string[] _documents;
    private readonly List<string> _folders = [""];
    private readonly HashSet<string> _foldersWithGitIgnore = [];
    private readonly List<MixedFile> _files = [];
    private int _linkCount;

    public Mixer(string root, string documents, int seed)
    {
        _root = root;
        _random = new Random(seed);
        _sentences = new SentenceGenerator(_random);
        _documents =
        [
            .. Directory.EnumerateFiles(documents, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is not ("expected.json" or "README.md"))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes <paramref name="count"/> files, including .gitignore files.</summary>
    public IReadOnlyList<MixedFile> Mix(int count)
    {
        Directory.CreateDirectory(_root);
        File.WriteAllText(_root.TrimEnd(Path.DirectorySeparatorChar) + ".outside.txt", "No link may lead here.\n");
        while (_files.Count < count) AddOne(count);
        return _files;
    }

    private void AddOne(int count)
    {
        switch (_random.Next(100))
        {
            case < 50: AddText(FileState.Sound, PickFolder()); break;
            case < 73: AddDocument(); break;
            case < 80: AddTruncated(); break;
            case < 84: AddUnderWrongExtension(); break;
            case < 86: Add(PickFolder(), _sentences.Pick(Texts.Formats), FileState.Empty, "empty", []); break;
            case < 91: Add(PickFolder(), _sentences.Pick(BinaryExtensions), FileState.Binary, "binary", CreateBinary()); break;
            case < 94: AddText(FileState.Hidden, _random.Next(2) == 0 ? PickFolder() + "." : PickFolder() + ".cache/"); break;
            case < 98: AddIgnored(count); break;
            default: AddLink(); break;
        }
    }

    private void AddText(FileState state, string folder)
    {
        string format = _sentences.Pick(Texts.Formats);
        Add(folder, format, state, format, System.Text.Encoding.UTF8.GetBytes(Texts.Write(format, _sentences)));
    }

    private void AddDocument()
    {
        string document = _sentences.Pick(_documents);
        FileState state = Path.GetFileName(document).StartsWith("locked.", StringComparison.Ordinal) ? FileState.Locked : FileState.Sound;
        Add(PickFolder(), GetFormat(document), state, GetFormat(document), File.ReadAllBytes(document));
    }

    /// <summary>Truncates only containers: half a text is still a valid text.</summary>
    private void AddTruncated()
    {
        string document = _sentences.Pick([.. _documents.Where(file => Containers.Contains(GetFormat(file)))]);
        byte[] bytes = File.ReadAllBytes(document);
        Add(PickFolder(), GetFormat(document), FileState.Damaged, GetFormat(document), bytes[.._random.Next(1, bytes.Length - 1)]);
    }

    private void AddUnderWrongExtension()
    {
        string document = _sentences.Pick(_documents);
        string wrong = _sentences.Pick([.. WrongExtensions.Where(extension => extension != GetFormat(document))]);
        Add(PickFolder(), wrong, FileState.Damaged, GetFormat(document), File.ReadAllBytes(document));
    }

    private void AddIgnored(int count)
    {
        string folder = PickFolder();
        if (_foldersWithGitIgnore.Add(folder))
        {
            File.WriteAllText(Path.Combine(_root, folder, ".gitignore"), GitIgnoreContent);
            _files.Add(new MixedFile(folder + ".gitignore", FileState.Hidden, "gitignore"));
            if (_files.Count == count) return;
        }
        if (_random.Next(2) == 0) AddText(FileState.Ignored, folder + "build/");
        else Add(folder, "tmp", FileState.Ignored, "txt", System.Text.Encoding.UTF8.GetBytes(Texts.Write("txt", _sentences)));
    }

    private void AddLink()
    {
        string folder = PickFolder();
        string path = $"{folder}{_sentences.NextName()}-{_files.Count}";
        string up = string.Concat(Enumerable.Repeat("../", folder.Count(character => character == '/')));
        string? sibling = _files.LastOrDefault(file => file.State == FileState.Sound)?.Path;
        (string target, string kind) = (_linkCount++ % 4) switch
        {
            0 => ($"{up}../{Path.GetFileName(_root.TrimEnd(Path.DirectorySeparatorChar))}.outside.txt", "outside"),
            1 => (".", "circle"),
            2 => ("nowhere.txt", "nothing"),
            _ => sibling is null ? (".", "circle") : (up + sibling, "beside"),
        };
        File.CreateSymbolicLink(Path.Combine(_root, path), target);
        _files.Add(new MixedFile(path, FileState.Link, kind));
    }

    private void Add(string folder, string extension, FileState state, string format, byte[] bytes)
    {
        string path = $"{folder}{_sentences.NextName()}-{_files.Count}.{extension}";
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        _files.Add(new MixedFile(path, state, format));
    }

    /// <summary>Returns an existing folder or creates one in it. The path ends with a slash unless it is the root.</summary>
    private string PickFolder()
    {
        string folder = _sentences.Pick(_folders);
        if (_random.Next(12) != 0 || folder.Count(character => character == '/') >= MaxFolderDepth) return folder;
        string created = $"{folder}{_sentences.NextName()}-{_folders.Count}/";
        Directory.CreateDirectory(Path.Combine(_root, created));
        _folders.Add(created);
        return created;
    }

    /// <summary>Creates random bytes that start with NUL, so that they cannot be taken for text.</summary>
    private byte[] CreateBinary()
    {
        byte[] bytes = new byte[_random.Next(64, 20_000)];
        _random.NextBytes(bytes);
        bytes[0] = 0;
        return bytes;
    }

    private static string GetFormat(string file) => Path.GetExtension(file)[1..];
}
