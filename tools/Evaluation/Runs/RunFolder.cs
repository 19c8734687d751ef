using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Runs;

/// <summary>A folder of run files, <c>DATASET.SPLIT.STAGE.run</c>, in the format of trec_eval.</summary>
public sealed class RunFolder
{
    private readonly string _path;

    private RunFolder(string path) => _path = path;

    /// <summary>Creates the folder if needed, and checks that it is writable before anything is measured.</summary>
    /// <exception cref="EvaluationException">The folder cannot be written to.</exception>
    public static RunFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            using FileStream probe = new(
                Path.Combine(path, $".{Guid.NewGuid():N}"),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose);
            return new RunFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException(
                $"{path}: run files cannot be written to this folder ({e.Message.TrimEnd('.')}). Name another folder with --runs.");
        }
    }

    internal void Write(IJudgedQueries judged, string stage, IReadOnlyDictionary<string, IReadOnlyList<ScoredDocument>> run) =>
        TrecRun.Write(Path.Combine(_path, $"{FileName(judged.Name)}.{FileName(judged.Split)}.{stage}.run"), run, $"searchengine-{stage}");

    /// <summary>Replaces characters that file names must not contain.</summary>
    private static string FileName(string name) => string.Join('_', name.Split(Path.GetInvalidFileNameChars()));
}
