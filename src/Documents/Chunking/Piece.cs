
namespace SearchEngine.Documents.Chunking;

/// <summary>The unit that chunks are packed from: a block, or a part of a block that is too long.</summary>
internal readonly record struct Piece(int Start, int End, int Tokens, BlockKind Kind, Section Section);
