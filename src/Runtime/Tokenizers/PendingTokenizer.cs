using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>A tokenizer that is read while a model's weights are: the two share nothing, and start-up is where they cost.</summary>
public sealed class PendingTokenizer : IDisposable
{
    private readonly Task<TextTokenizer> _reading;

    /// <summary>Begins to read a model folder's tokenizer.</summary>
    public PendingTokenizer(string folder)
        : this(() => TextTokenizer.Load(folder))
    {
    }

    /// <summary>Begins to read a tokenizer.</summary>
    /// <param name="read">Reads it, and needs nothing that may be closed meanwhile.</param>
    public PendingTokenizer(Func<TextTokenizer> read) => _reading = Task.Run(read);

    /// <summary>The tokenizer, waited for: loading is synchronous, and a vocabulary is read long before the weights.</summary>
    /// <exception cref="CheckpointException">Its file is missing or broken.</exception>
    public TextTokenizer Wait() => _reading.GetAwaiter().GetResult();

    /// <summary>Where loading failed before the tokenizer was asked for, its own failure is the second thing wrong with the folder, and the first is the one to report.</summary>
    public void Dispose() => _reading.ContinueWith(static task => task.Exception, TaskScheduler.Default);
}
