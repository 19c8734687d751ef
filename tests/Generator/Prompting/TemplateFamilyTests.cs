using SearchEngine.Generator.Prompting;
using SearchEngine.Generator.Prompting.Jinja;

namespace SearchEngine.Generator.Tests.Prompting;

/// <summary>Tests of the templates of model families; the expected texts come from Jinja2 3.1 with the settings of transformers.</summary>
public sealed class TemplateFamilyTests
{
    private static readonly ChatTurn[] Conversation = [new("user", " Hi {{ x }} "), new("assistant", "Hello {% if %}"), new("user", "Bye")];

    [Theory]
    [InlineData(
        Templates.ChatMl,
        true,
        "<|im_start|>system\n Be brief. <|im_end|>\n<|im_start|>user\n Hi {{ x }} <|im_end|>\n<|im_start|>assistant\n"
            + "Hello {% if %}<|im_end|>\n<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData(
        Templates.ChatMl,
        false,
        "<|im_start|>user\n Hi {{ x }} <|im_end|>\n<|im_start|>assistant\nHello {% if %}<|im_end|>\n<|im_start|>user\n"
            + "Bye<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData(
        Templates.Llama2,
        true,
        "<s>[INST] <<SYS>>\n Be brief. \n<</SYS>>\n\n Hi {{ x }} [/INST] Hello {% if %} </s><s>[INST] Bye [/INST]")]
    [InlineData(Templates.Llama2, false, "<s>[INST] Hi {{ x }} [/INST] Hello {% if %} </s><s>[INST] Bye [/INST]")]
    [InlineData(
        Templates.Llama3,
        true,
        "<s><|start_header_id|>system<|end_header_id|>\n\nToday Date: 26 Jul 2024\n\nBe brief.<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nHi {{ x }}<|eot_id|>"
            + "<|start_header_id|>assistant<|end_header_id|>\n\nHello {% if %}<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nBye<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData(
        Templates.Llama3,
        false,
        "<s><|start_header_id|>system<|end_header_id|>\n\nToday Date: 26 Jul 2024\n\n<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nHi {{ x }}<|eot_id|>"
            + "<|start_header_id|>assistant<|end_header_id|>\n\nHello {% if %}<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nBye<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData(Templates.Mistral, true, "<s>[INST]  Hi {{ x }} [/INST] Hello {% if %}</s>[INST]  Be brief. \n\nBye[/INST]2")]
    [InlineData(Templates.Mistral, false, "<s>[INST]  Hi {{ x }} [/INST] Hello {% if %}</s>[INST] Bye[/INST]2")]
    [InlineData(
        Templates.Granite,
        true,
        "<|start_of_role|>system<|end_of_role|> Be brief. <|end_of_text|>\n"
            + "<|start_of_role|>user<|end_of_role|> Hi {{ x }} <|end_of_text|>\n"
            + "<|start_of_role|>assistant<|end_of_role|>Hello {% if %}<|end_of_text|>\n"
            + "<|start_of_role|>user<|end_of_role|>Bye<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>")]
    [InlineData(
        Templates.Granite,
        false,
        "<|start_of_role|>system<|end_of_role|>Knowledge Cutoff Date: April 2024.\nYou are Granite.<|end_of_text|>\n"
            + "<|start_of_role|>user<|end_of_role|> Hi {{ x }} <|end_of_text|>\n"
            + "<|start_of_role|>assistant<|end_of_role|>Hello {% if %}<|end_of_text|>\n"
            + "<|start_of_role|>user<|end_of_role|>Bye<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>")]
    [InlineData(
        Templates.Gemma,
        true,
        "<s><start_of_turn>user\n Be brief. \n\nHi {{ x }}<end_of_turn>\n<start_of_turn>model\n"
            + "Hello {% if %}<end_of_turn>\n<start_of_turn>user\nBye<end_of_turn>\n<start_of_turn>model\n")]
    [InlineData(
        Templates.Gemma,
        false,
        "<s><start_of_turn>user\nHi {{ x }}<end_of_turn>\n<start_of_turn>model\nHello {% if %}<end_of_turn>\n"
            + "<start_of_turn>user\nBye<end_of_turn>\n<start_of_turn>model\n")]
    public void Render_Conversation_EqualsJinja(string template, bool hasSystem, string expected)
    {
        ChatTurn[] system = hasSystem ? [new("system", " Be brief. ")] : [];
        ChatTurn[] turns = [.. system, .. Conversation];

        IReadOnlyList<PromptPart> parts = ChatTemplate.Parse(template).Render(turns, addGenerationPrompt: true, "<s>", "</s>");

        Assert.Equal(expected, string.Concat(parts.Select(part => part.Text)));
        Assert.All(Conversation, turn => Assert.Contains(parts, part => !part.IsTemplate && part.Text.Contains(turn.Content.Trim())));
        Assert.All(parts.Where(part => part.IsTemplate), part => Assert.DoesNotContain("Hi", part.Text));
    }

    [Theory]
    [InlineData(Templates.Llama2, "alternate")]
    [InlineData(Templates.Mistral, "alternate")]
    [InlineData(Templates.Gemma, "alternate")]
    public void Render_MessagesThatTheTemplateRejects_ThrowsItsMessage(string template, string reason)
    {
        ChatTemplateException error = Assert.Throws<ChatTemplateException>(() =>
            ChatTemplate.Parse(template).Render([new("user", "a"), new("user", "b")], addGenerationPrompt: true, "<s>", "</s>"));

        Assert.Contains(reason, error.Message);
    }
}
