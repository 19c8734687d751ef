namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>Reads "post_processor" of a tokenizer.json.</summary>
internal static class TemplateReader
{
    /// <param name="component">The field.</param>
    /// <param name="isToken">Whether an id is that of a token.</param>
    public static Template Read(TokenizerComponent component, Predicate<int> isToken)
    {
        if (component.IsNull) return Template.Plain;
        Template template = component.Kind switch
        {
            "TemplateProcessing" => new Template(ReadParts(component, "single", texts: 1), ReadParts(component, "pair", texts: 2)),
            "BertProcessing" => ReadBert(component),
            _ => throw component.UnknownKind("TemplateProcessing", "BertProcessing"),
        };
        foreach (TemplatePart part in (TemplatePart[])[.. template.Single, .. template.Pair])
        {
            foreach (int id in part.SpecialIds ?? [])
            {
                if (!isToken(id)) throw component.Error($"the id {id} is that of no token");
            }
        }
        return template;
    }

    private static Template ReadBert(TokenizerComponent component)
    {
        int[] cls = [IdOf("cls")], sep = [IdOf("sep")];
        TemplatePart[] single = [TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0)];
        return new Template(single, [.. single, TemplatePart.Second(1), TemplatePart.Special(sep, 1)]);

        int IdOf(string field) => component.Items(field) is [_, var id]
            ? id.AsNumber()
            : throw component.Error($"{field} is not an array of a token and its id");
    }

    private static TemplatePart[] ReadParts(TokenizerComponent component, string field, int texts)
    {
        TemplatePart[] parts = [.. component.Items(field).Select(item => ReadPart(item, component.Child("special_tokens")))];
        for (int text = 0; text < 2; text++)
        {
            int count = parts.Count(part => part.SpecialIds is null && part.Text == text);
            if (count != (text < texts ? 1 : 0)) throw component.Error($"{field} has sequence {"AB"[text]} {count} times");
        }
        return parts;
    }

    private static TemplatePart ReadPart(TokenizerComponent item, TokenizerComponent specialTokens)
    {
        TokenizerComponent sequence = item.Child("Sequence");
        if (!sequence.IsNull)
        {
            int typeId = sequence.Number("type_id");
            return sequence.Text("id") switch
            {
                "A" => TemplatePart.First(typeId),
                "B" => TemplatePart.Second(typeId),
                string other => throw sequence.Error($"the sequence '{other}' is neither A nor B"),
            };
        }

        TokenizerComponent special = item.Child("SpecialToken");
        if (special.IsNull) throw item.Error("is neither a Sequence nor a SpecialToken");
        string name = special.Text("id");
        if (specialTokens.IsNull || !specialTokens.Has(name)) throw special.Error($"'{name}' is not among special_tokens");
        int[] ids = [.. specialTokens.Child(name).Items("ids").Select(id => id.AsNumber())];
        return TemplatePart.Special(ids, special.Number("type_id"));
    }
}
