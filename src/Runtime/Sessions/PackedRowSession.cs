using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>Runs packed rows. Safe for concurrent use; disposal waits for running calls.</summary>
/// <param name="session">A session of a graph that reads packed rows; disposed with this object.</param>
/// <param name="hasSegments">Whether the graph reads token segments.</param>
/// <param name="outputs">Names of the requested outputs.</param>
internal sealed class PackedRowSession(SharedSession session, bool hasSegments, params string[] outputs) : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly string[] _inputs =
    [
        EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.TokenOffset, EncoderInputNames.CumulativeLengths,
        .. hasSegments ? (string[])[EncoderInputNames.Segments] : [],
    ];

    /// <summary>Runs a row on the calling thread.</summary>
    /// <param name="row">The input.</param>
    /// <param name="results">Receive the outputs, in order.</param>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public void Run(PackedRow row, params OrtValue[] results)
    {
        long[] shape = [row.Tokens.Length];
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(row.Tokens, shape);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(row.Positions, shape);
        using OrtValue segments = OrtValue.CreateTensorValueFromMemory(row.Segments, shape);
        using OrtValue offsets = OrtValue.CreateTensorValueFromMemory(row.TokenOffset, [row.TextCount, row.Width]);
        using OrtValue bounds = OrtValue.CreateTensorValueFromMemory(row.CumulativeLengths, [row.CumulativeLengths.Length]);
        OrtValue[] inputs = hasSegments ? [tokens, positions, offsets, bounds, segments] : [tokens, positions, offsets, bounds];
        session.Run(_options, _inputs, inputs, outputs, results);
    }

    /// <summary>Waits for running calls, then frees the session.</summary>
    public void Dispose()
    {
        session.Dispose();
        _options.Dispose();
    }
}
