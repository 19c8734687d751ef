using Google.Protobuf;
using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>A SentencePiece model in memory (sentencepiece_model.proto), as read by the library's own tokenizer.</summary>
internal sealed record SentencePieceFile((string Piece, float Score, SentencePieceFile.Kind Kind)[] Pieces)
{
    public enum Kind
    {
        Normal = 1,
        Unknown = 2,
        Control = 3,
        Byte = 6,
    }

    public bool IsBpe { get; init; }

    public int UnknownId { get; init; }

    public int BeginId { get; init; }

    public int EndId { get; init; }

    /// <summary>Whether a space is prepended to the text.</summary>
    public bool AddPrefix { get; init; }

    public bool RemoveExtraSpaces { get; init; }

    public byte[] CharsMap { get; init; } = [];

    public SentencePieceTokenizer Load(bool addBegin = false, bool addEnd = false)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
        {
            foreach ((string piece, float score, Kind kind) in Pieces)
            {
                WriteMessage(output, 1, message =>
                {
                    WriteBytes(message, 1, ByteString.CopyFromUtf8(piece));
                    message.WriteTag(2, WireFormat.WireType.Fixed32);
                    message.WriteFloat(score);
                    WriteNumber(message, 3, (int)kind);
                });
            }
            WriteMessage(output, 2, trainer =>
            {
                WriteNumber(trainer, 3, IsBpe ? 2 : 1);
                WriteNumber(trainer, 35, IsBpe ? 1 : 0);
                WriteNumber(trainer, 40, UnknownId);
                WriteNumber(trainer, 41, BeginId);
                WriteNumber(trainer, 42, EndId);
                WriteNumber(trainer, 43, -1);
            });
            WriteMessage(output, 3, normalizer =>
            {
                WriteBytes(normalizer, 2, ByteString.CopyFrom(CharsMap));
                WriteNumber(normalizer, 3, AddPrefix ? 1 : 0);
                WriteNumber(normalizer, 4, RemoveExtraSpaces ? 1 : 0);
                WriteNumber(normalizer, 5, 1);
            });
        }
        stream.Position = 0;
        return SentencePieceTokenizer.Create(stream, addBegin, addEnd);
    }

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream message = new(stream, leaveOpen: true)) write(message);
        WriteBytes(output, field, ByteString.CopyFrom(stream.ToArray()));
    }

    private static void WriteBytes(CodedOutputStream output, int field, ByteString bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(bytes);
    }

    private static void WriteNumber(CodedOutputStream output, int field, int number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(number);
    }
}
