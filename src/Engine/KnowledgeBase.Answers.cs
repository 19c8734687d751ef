using System.Diagnostics;
using System.Runtime.CompilerServices;
using SearchEngine.Answers;
using SearchEngine.Search;
using SearchEngine.Telemetry;

namespace SearchEngine;

/// <content>Questions.</content>
public sealed partial class KnowledgeBase
{
    /// <summary>Answers a question from the documents, or says that they do not.</summary>
    /// <param name="question">The question.</param>
    /// <param name="options">Where to look, and how much to write.</param>
    /// <param name="cancellationToken">Ends it within a token.</param>
    /// <exception cref="ArgumentException">The question is empty or longer than <see cref="AskOptions.MaxQuestionLength"/>, or a collection is not known.</exception>
    public async Task<Answer> AskAsync(string question, AskOptions? options = null, CancellationToken cancellationToken = default)
    {
        Answer? answer = null;
        await foreach (AnswerUpdate update in AskStreamingAsync(question, options, cancellationToken).ConfigureAwait(false)) answer = update.Answer ?? answer;
        return answer!;
    }

    /// <summary>Answers a question as <see cref="AskAsync"/> does, and gives what is there as soon as it is: first the words that the re-ranker marks, then the written answer piece by piece, at last the whole with its citations.</summary>
    /// <param name="question">The question.</param>
    /// <param name="options">Where to look, and how much to write.</param>
    /// <param name="cancellationToken">Ends it within a token.</param>
    /// <exception cref="ArgumentException">The question is empty or longer than <see cref="AskOptions.MaxQuestionLength"/>, or a collection is not known.</exception>
    public async IAsyncEnumerable<AnswerUpdate> AskStreamingAsync(string question, AskOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        if (question.Length > AskOptions.MaxQuestionLength)
            throw new ArgumentException($"The question has {question.Length} characters, and at most {AskOptions.MaxQuestionLength} can be asked: ask more briefly, or search with it, as a query may be of any length.", nameof(question));
        options ??= new AskOptions();
        long started = Stopwatch.GetTimestamp();
        _ = _tokens.Value;
        using Measurement measurement = Measurement.Answering(_options.IndexPath, GeneratorName);
        SearchResults results = await measurement.WatchAsync(QueryAsync(question, options.Retrieval, cancellationToken)).ConfigureAwait(false);
        Answerer answerer = new(question, options, started, () => _tokens.Value, () => _reranker.Value, () => _generator.Value);
        IAsyncEnumerator<AnswerUpdate> updates = answerer.AnswerAsync(results, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable end = updates.ConfigureAwait(false);
        while (await measurement.WatchAsync(updates.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            if (updates.Current.Answer is { } answer) measurement.Answered(answer);
            yield return updates.Current;
        }
    }
}
